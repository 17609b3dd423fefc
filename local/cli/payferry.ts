// The program `payferry`: reads the command line, checks what the command needs, runs it, and ends with an exit code.
// docs/run.md describes the commands.

import { resolve } from 'node:path';

import { languageOf } from '../language.ts';
import type { Page } from '../command-line.ts';
import { askedFor } from './flags/asked-for.ts';
import {
  chooseDestination,
  chooseSettings,
  usualUserIdType,
  type Destination,
  type Environment,
} from './flags/destination.ts';
import { jobsSpecs } from './flags/command-specs.ts';
import { createEnding, type Ending } from './ending.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import type { ExportFlags } from './flags/export-flags.ts';
import { readCommand, type Command, type FileFlags } from './flags/read-command.ts';
import { codeOf, diskWords } from './home/disk-errors.ts';
import { homeOf, leftOpen, openHome } from './home/home.ts';
import { placeFile } from './inbox/place-file.ts';
import { fewFiles } from './open-files.ts';
import type { Parcel } from './inbox/parcel.ts';
import { runCarry, type FilesJob } from './commands/run-carry.ts';
import { runDemo } from './commands/run-demo.ts';
import { runExport, type ExportJob } from './commands/run-export.ts';
import { runKeep } from './commands/run-keep.ts';
import { createScreen, outliveReaders, type Screen } from './screen/screen.ts';
import { shownPath } from './screen/shown-path.ts';
import { SaidError } from './words/said-error.ts';
import { say, type Text } from './words/say.ts';

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const environment: Environment = process.env;
const isNpmStart = environment['npm_lifecycle_event'] === 'start';
/** The folder in which the user typed the command. `npm start` itself changes to the project's folder first. */
const here = (isNpmStart ? environment['INIT_CWD'] : undefined) ?? process.cwd();

type Refused = { readonly sentences: readonly Text[] };
type Ready<Job> = { readonly job: Job } | Refused;

async function run(command: Command, screen: Screen, ending: Ending): Promise<ExitCode> {
  switch (command.kind) {
    case 'help':
      screen.page(command.page(screen.language, process.stdout.columns).trimEnd());
      return exitCodes.allWell;
    case 'wrong':
      return refuse(command.sentences, command.seeHelpOf, command.help);
    case 'sandbox':
      throw new Error('the sandbox is a process of its own');
    case 'demo': {
      const out = outOf(command.out);
      const opened = await openHome(out, 'sandbox', 0);
      if (opened.kind === 'wrong') return refuse([opened.sentence], 'payferry demo --help');
      if (environment['FEISHU_BASE_URL']) screen.say(say('destination.base_url_is_unused'));
      tellLeftOpen(out, screen);
      return runDemo({ out, home: opened.home }, screen, ending);
    }
    case 'export': {
      const ready = await prepareExport(command);
      return 'sentences' in ready
        ? refuse(ready.sentences, 'payferry export --help')
        : runExport(ready.job, screen, ending);
    }
    case 'redrive': {
      const { prepareRedrive, runRedrive } = await import('./commands/run-redrive.ts');
      const ready = await prepareRedrive(command, process.stdin.isTTY && process.stdout.isTTY);
      return 'sentences' in ready
        ? refuse(ready.sentences, `${jobsSpecs.redrive.typed} --help`)
        : runRedrive(ready.job, screen, ending);
    }
    case 'carry':
    case 'check':
    case 'keep': {
      const ready = await prepareFiles(command);
      if ('sentences' in ready) return refuse(ready.sentences, `payferry ${command.kind} --help`);
      const { job } = ready;
      if (job.home.kind === 'sandbox') tellLeftOpen(job.out, screen);
      if (command.kind !== 'keep') return runCarry(job, screen, ending);
      const { operation, options } = command;
      const wanted = { operation, options, language };
      return runKeep({ ...job, wanted, inbox: resolve('inbox') }, screen, ending);
    }
  }
}

/** Collects the faults of settings and files. Without any, opens the home, which takes its lock. */
async function prepareFiles(
  flags: FileFlags & { readonly kind: 'carry' | 'check' | 'keep' },
): Promise<Ready<FilesJob>> {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const destination =
    flags.kind === 'check'
      ? { choice: { kind: 'sandbox' } as const }
      : chooseDestination(environment, { live: flags.live, yes: flags.yes, isTerminal });
  const settings = chooseSettings(environment);
  const placed = await Promise.all(
    flags.files.map((file) => placeFile(resolve(here, file), file, { ...flags, language })),
  );
  const sentences: Text[] = [
    ...('sentences' in destination ? destination.sentences : []),
    ...('sentences' in settings ? settings.sentences : []),
    ...placed.flatMap((place) => (place.kind === 'wrong' ? [place.sentence] : [])),
  ];
  const paths = flags.files.map((file) => resolve(here, file));
  const twice = flags.files.find((_, at) => paths.indexOf(paths[at] ?? '') !== at);
  if (twice !== undefined) sentences.push(say('flag.file_twice', { file: twice }));
  if ('sentences' in destination || 'sentences' in settings || sentences.length > 0) return { sentences };
  const parcels = toldApart(
    placed.flatMap((place) => (place.kind === 'parcel' ? [place.parcel] : [])),
    flags.files,
  );
  const bytes = parcels.reduce((sum, { body }) => sum + (typeof body === 'string' ? 0 : body.bytes), 0);
  const out = outOf(flags.out);
  const opened = await openHome(out, destination.choice.kind, bytes);
  if (opened.kind === 'wrong') return { sentences: [opened.sentence] };
  return {
    job: {
      parcels,
      destination: destination.choice,
      settings: settings.choice,
      out,
      home: opened.home,
      yes: flags.yes,
      accept: flags.accept,
      isTerminal,
    },
  };
}

/** Parcels (files on their way) of one name are shown as the user typed their paths. The others keep their names. */
function toldApart(parcels: readonly Parcel[], typed: readonly string[]): readonly Parcel[] {
  const isTwice = ({ name }: Parcel) => parcels.filter((other) => other.name === name).length > 1;
  return parcels.map((parcel, at) =>
    isTwice(parcel) ? { ...parcel, shown: typed[at] ?? parcel.shown } : parcel,
  );
}

async function prepareExport(flags: ExportFlags): Promise<Ready<ExportJob>> {
  // Reading moves no money, so nothing is asked, and `yes` is true. --live says that a real service is meant.
  const destination = chooseDestination(environment, { live: flags.live, yes: true, isTerminal: true });
  const settings = chooseSettings(environment);
  const sentences = [destination, settings].flatMap((chosen) =>
    'sentences' in chosen ? chosen.sentences : [],
  );
  if ('sentences' in destination || 'sentences' in settings) return { sentences };
  const asked = askedFor(flags.asked, usualUserIdType(settings.choice));
  if (asked.kind === 'wrong') return { sentences: asked.faults };
  const out = outOf(flags.out);
  const opened = await openHome(out, destination.choice.kind, 0);
  if (opened.kind === 'wrong') return { sentences: [opened.sentence] };
  return {
    job: {
      message: asked.message,
      destination: destination.choice satisfies Destination,
      settings: settings.choice,
      out,
      home: opened.home,
    },
  };
}

/** Names the unfinished jobs of a service. A run to the sandbox can neither finish nor end them. */
function tellLeftOpen(out: string, screen: Screen): void {
  const left = leftOpen(out);
  const home = shownPath(homeOf(out));
  if (left.kind === 'busy') screen.say(say('unfinished.busy_for_service', { home }));
  else if (left.names.length > 0)
    screen.say(say('unfinished.still_open_for_service', { files: left.names, home }));
}

function outOf(out: string): string {
  return out === 'out' ? resolve(out) : resolve(here, out);
}

function refuse(sentences: readonly Text[], seeHelpOf: string, help?: Page): ExitCode {
  for (const sentence of sentences) complaints.say(sentence);
  if (help === undefined) complaints.say(say('flag.see_help', { at: seeHelpOf }));
  else complaints.page(`\n${help(language, process.stderr.columns).trimEnd()}`);
  return exitCodes.usage;
}

// Files that this process or its sandbox creates are for their owner only.
process.umask(0o077);
outliveReaders([process.stdout, process.stderr]);
const language = languageOf(process.argv.slice(2), environment);
const complaints = createScreen(process.stderr, Date.now, language);
const command = readCommand(process.argv.slice(2));
if (command.kind === 'sandbox') {
  process.argv.splice(2, Infinity, ...command.args);
  await import('../sandbox/main.ts');
} else process.exit(await endOf(command));

/** The sentence for an error. One of the file system is put into words, with its path if the error has one. */
function wordsOf(error: unknown): Text {
  if (error instanceof SaidError) return error.said;
  if (!(error instanceof Error)) return String(error);
  if (codeOf(error) === '') return error.message;
  const trouble = diskWords(error);
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  return path === undefined ? trouble : say('machine.at_path', { trouble, path });
}

/** A promise that never settles, for the time until the process exits. */
function untilItIsGone(): Promise<never> {
  return new Promise(() => undefined);
}

async function endOf(asked: Exclude<Command, { kind: 'sandbox' }>): Promise<ExitCode> {
  const screen = createScreen(process.stdout, Date.now, language);
  const ending = createEnding(screen);
  const tooFew = asked.kind === 'help' || asked.kind === 'wrong' ? undefined : fewFiles();
  if (tooFew !== undefined) return refuse([tooFew], 'docs/run.md');
  try {
    const code = await run(asked, screen, ending);
    return ending.isLeaving() ? await untilItIsGone() : code;
  } catch (error) {
    if (ending.isLeaving()) return untilItIsGone();
    screen.clear();
    complaints.say(wordsOf(error));
    return exitCodes.stopped;
  }
}
