// Reads the command line: a command with its flags, or sentences about what is wrong with it.

import { userIdTypes } from '../../../shared/feishu/operations/parameters.ts';
import { writeOperations } from '../../../shared/feishu/operations/writes.ts';
import { holdKinds } from '../../../shared/job/plan.ts';
import { nearest } from '../../../shared/words/nearest.ts';
import { pageOf, readArgs, unknownValue, type Given, type Page } from '../../command-line.ts';
import { commandNames, commandSpecs, startSpec, usage, type CommandName } from './command-specs.ts';
import { say, type Say } from '../words/say.ts';
import { readExportFlags, type ExportFlags } from './export-flags.ts';
import { readJobs, type JobsRead } from './jobs-flags.ts';

export interface FileFlags {
  readonly files: readonly string[];
  readonly operation: string | undefined;
  /** Options of the file, each `name=value`, as they stand in its path in the inbox. */
  readonly options: readonly string[];
  readonly out: string;
  readonly live: boolean;
  readonly yes: boolean;
  /** Kinds of reasons of --accept, for which a held file is sent without a question. */
  readonly accept: readonly string[];
}

interface Wrong {
  readonly kind: 'wrong';
  readonly sentences: readonly Say[];
  /** The command that lists all commands, or all flags of one. */
  readonly seeHelpOf: string;
  /** Help that follows the sentences. Undefined: `seeHelpOf` is named instead. */
  readonly help?: Page;
}

export type Command =
  | { readonly kind: 'help'; readonly page: Page }
  | { readonly kind: 'demo'; readonly out: string }
  | ({ readonly kind: 'carry' | 'check' | 'keep' } & FileFlags)
  | ({ readonly kind: 'export' } & ExportFlags)
  | JobsRead
  | { readonly kind: 'sandbox'; readonly args: readonly string[] }
  | Wrong;

/** The commands that carry something on this machine. */
type CarryingName = Exclude<CommandName, 'jobs' | 'sandbox'>;

export function readCommand(args: readonly string[]): Command {
  const [[first, ...behind], language] = languageApart(args);
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    const read = readArgs({ flags: [] }, language);
    return read.kind === 'wrong' ? wrong(read.sentences) : { kind: 'help', page: usage };
  }
  const rest = [...language, ...behind];
  if (first === 'start') return readStart(rest);
  const name = commandNames.find((known) => known === first);
  if (!name) {
    const meant = nearest(first, commandNames);
    return wrong([say('flag.command_unknown', { given: first, meant, known: commandNames })]);
  }
  // The sandbox's flags are passed on unread: its own program reads them.
  if (name === 'sandbox') return { kind: 'sandbox', args: rest };
  if (name === 'jobs') return readJobs(rest);
  const read = readArgs(commandSpecs[name], rest);
  if (read.kind === 'help') return { kind: 'help', page: pageOf(commandSpecs[name]) };
  if (read.kind === 'wrong') return wrong(read.sentences, name);
  return commandOf(name, read.given);
}

/** Takes off a --language before the command. Behind the command it is a flag like others. */
function languageApart(
  args: readonly string[],
): readonly [rest: readonly string[], language: readonly string[]] {
  const [first = ''] = args;
  const taken = first === '--language' ? 2 : first.startsWith('--language=') ? 1 : 0;
  return [args.slice(taken), args.slice(0, taken)];
}

/** Reads the flags of `npm start`, which names no command. --export, --keep and files decide which is meant. */
function readStart(args: readonly string[]): Command {
  const read = readArgs(startSpec, args);
  if (read.kind === 'help') return { kind: 'help', page: usage };
  if (read.kind === 'wrong') return wrong(read.sentences);
  const { flags, others } = read.given;
  const resource = flags.get('export');
  const name = resource ? 'export' : flags.has('keep') ? 'keep' : others.length > 0 ? 'carry' : 'demo';
  const [stranger] = resource ? others : [];
  if (stranger !== undefined) return wrong([say('flag.not_with_export', { given: stranger })]);
  const known = new Set<string>(commandSpecs[name].flags.map((flag) => flag.name));
  const sentences = [...flags.keys()]
    .filter((flag) => !known.has(flag) && flag !== 'keep' && flag !== 'export')
    .map((flag) => strayFlag(flag, name));
  if (sentences.length > 0) return wrong(sentences);
  return commandOf(name, { flags, others: resource ?? others });
}

function strayFlag(flag: string, name: CarryingName): Say {
  const ofExport = ['mode', 'format', 'filter'].includes(flag);
  if (name === 'export') return say('flag.not_with_export', { given: `--${flag}` });
  if (ofExport) return say('flag.only_with_export', { flag });
  if (name === 'keep') return say('flag.keep_is_never_live');
  return say('flag.only_with_files', { flag });
}

function commandOf(name: CarryingName, given: Given): Command {
  const { flags, others } = given;
  const [out = 'out'] = flags.get('out') ?? [];
  if (out === '') return wrong([say('flag.out_empty')], name);
  switch (name) {
    case 'demo':
      return { kind: 'demo', out };
    case 'export': {
      const read = readExportFlags(given, out);
      return read.kind === 'wrong' ? wrong(read.sentences, name) : read;
    }
    case 'carry':
    case 'check':
    case 'keep': {
      const read = readFileFlags(given, out);
      if ('sentences' in read) return wrong(read.sentences, name);
      if (name !== 'keep' && others.length === 0)
        return wrong([say('flag.file_missing', { command: name })], name);
      const options = name === 'check' ? ['dry_run=true', ...read.options] : read.options;
      return { kind: name, ...read, options };
    }
  }
}

const operationNames = writeOperations.map(({ name }) => name);

function readFileFlags(
  { flags, others }: Given,
  out: string,
): FileFlags | { readonly sentences: readonly Say[] } {
  const [operation] = flags.get('operation') ?? [];
  const [userIdType] = flags.get('user-id-type') ?? [];
  const asked = flags.get('option') ?? [];
  const accept = (flags.get('accept') ?? [])
    .flatMap((kinds) => kinds.split(','))
    .filter((kind) => kind !== '');
  const sentences = [
    ...(operation === undefined ? [] : unknownValue('operation', operation, operationNames)),
    ...(userIdType === undefined ? [] : unknownValue('user-id-type', userIdType, userIdTypes)),
    ...accept.flatMap((kind) => unknownValue('accept', kind, holdKinds)),
    ...asked.flatMap((option) =>
      /^[^=/]+=[^/]+$/.test(option) ? [] : [say('flag.pair_wrong', { flag: 'option', given: option })],
    ),
  ];
  if (sentences.length > 0) return { sentences };
  const options = [
    ...(userIdType === undefined ? [] : [`user_id_type=${userIdType}`]),
    ...(flags.has('dry-run') ? ['dry_run=true'] : []),
    ...asked,
  ];
  return {
    files: others,
    operation,
    options,
    out,
    live: flags.has('live'),
    yes: flags.has('yes'),
    accept,
  };
}

function wrong(sentences: readonly Say[], name?: CommandName): Wrong {
  return {
    kind: 'wrong',
    sentences,
    seeHelpOf: name === undefined ? 'payferry --help' : `payferry ${name} --help`,
  };
}
