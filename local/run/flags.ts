// The command line: flags to a command, or one sentence for each thing that is wrong.

import { parseArgs } from 'node:util';

import { exportFormats, exportModes, exportResourceNames } from '../../shared/export-message.ts';
import { userIdTypes } from '../../shared/feishu/operations/parameters.ts';
import { writeOperations } from '../../shared/feishu/operations/index.ts';
import { nearest } from '../../shared/nearest.ts';
import { readExportFlags, type ExportFlags } from './export-flags.ts';
import { unknownValue } from './unknown-value.ts';

export interface FileFlags {
  readonly files: readonly string[];
  readonly operation: string | undefined;
  /** As path segments `name=value`. */
  readonly options: readonly string[];
  readonly out: string;
  readonly live: boolean;
  readonly yes: boolean;
}

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'samples'; readonly out: string }
  | ({ readonly kind: 'files' } & FileFlags)
  | ({ readonly kind: 'keep' } & FileFlags)
  | ({ readonly kind: 'export' } & ExportFlags)
  | { readonly kind: 'wrong'; readonly sentences: readonly string[] };

export const usage = `npm start                               carry the sample files to the built-in sandbox, and export what it then holds
npm start -- FILE… [flags]              carry your own files
npm start -- --keep [flags]             stay up and carry what is dropped in ./inbox
npm start -- --export RESOURCE [flags]  take a snapshot: ${exportResourceNames.join(', ')}

  --operation NAME      what the files ask for, like lump_sum_payment.batch_create; not needed where the path says
                        so: …/lump_sum_payment/batch_create/bonus.csv
  --user-id-type TYPE   what user_id is: ${userIdTypes.join(', ')}
  --dry-run             check the files and report; send nothing
  --option NAME=VALUE   any other option of docs/files.md, like expected_records=1250; can be repeated
  --out DIR             where the reports and snapshots go (out): DIR/reports/<job>/, DIR/snapshots/<resource>/
  --keep                watch ./inbox; Ctrl-C ends it
  --live                with FEISHU_BASE_URL, FEISHU_APP_ID and FEISHU_APP_SECRET in the environment: to a real
                        Feishu, after showing what would be sent and asking; an export only shows where it reads
  --yes                 do not ask
  --help                this page; docs/run.md tells the rest

  of --export
  --mode MODE           ${exportModes.join(' or ')}: all, or what was modified since the last snapshot in DIR (full)
  --format FORMAT       ${exportFormats.join(', ')} (ndjson)
  --filter NAME=VALUE   a filter of the query's page, like create_time_gte="2026-11-01 00:00:00"; a list has its values
                        with commas between them; can be repeated

Where it goes: to a sandbox that starts and ends with the command, or to FEISHU_BASE_URL if that is set. The samples
only ever go to the sandbox.

Exit code: 0 every row went through (samples: all ended as they should; an export: it is whole), 1 some rows did not,
2 the command is not right, 3 a job was stopped or something broke, 130 interrupted.
`;

const text = { type: 'string' } as const;
const yesOrNo = { type: 'boolean' } as const;
const flags = {
  operation: text,
  'user-id-type': text,
  'dry-run': yesOrNo,
  option: { type: 'string', multiple: true },
  out: text,
  keep: yesOrNo,
  live: yesOrNo,
  yes: yesOrNo,
  export: text,
  mode: text,
  format: text,
  filter: { type: 'string', multiple: true },
  help: yesOrNo,
} as const;

/** What only carrying files asks for. */
const ofFiles = ['operation', 'dry-run', 'option', 'keep'] as const;

const operationNames = writeOperations.map(({ name }) => name);

export function readFlags(args: readonly string[]): Command {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: flags, allowPositionals: true });
  } catch (cause) {
    return { kind: 'wrong', sentences: [sentenceOf(cause)] };
  }
  const { values, positionals: files } = parsed;
  if (values.help) return { kind: 'help' };
  if (values.export !== undefined) {
    const others = [
      ...files.slice(0, 1),
      ...ofFiles.filter((flag) => flag in values).map((flag) => `--${flag}`),
    ];
    if (others.length > 0) return { kind: 'wrong', sentences: [`${others[0]} does not go with --export`] };
    return readExportFlags({ ...values, export: values.export });
  }

  const { operation, out = 'out', live = false, yes = false, keep = false } = values;
  const userIdType = values['user-id-type'];
  const options = [
    ...(userIdType === undefined ? [] : [`user_id_type=${userIdType}`]),
    ...(values['dry-run'] ? ['dry_run=true'] : []),
    ...(values.option ?? []),
  ];
  const sentences = [
    ...(operation === undefined ? [] : unknownValue('--operation', operation, operationNames)),
    ...(userIdType === undefined ? [] : unknownValue('--user-id-type', userIdType, userIdTypes)),
    ...(values.option ?? []).flatMap((option) =>
      /^[^=/]+=[^/]+$/.test(option) ? [] : [`--option must look like name=value, not "${option}"`],
    ),
    ...['mode', 'format', 'filter'].flatMap((flag) =>
      flag in values ? [`--${flag} belongs to --export`] : [],
    ),
    ...(out === '' ? ['--out must name a folder'] : []),
    ...(keep && live ? ['--keep never sends to a real Feishu: name the files instead'] : []),
  ];
  const own = ['operation', 'user-id-type', 'dry-run', 'option', 'live', 'yes'].filter(
    (flag) => flag in values,
  );
  if (files.length === 0 && !keep && own.length > 0) {
    sentences.push(
      `--${own[0]} is for files of your own: name one. The samples go to the sandbox as they are`,
    );
  }
  if (sentences.length > 0) return { kind: 'wrong', sentences };
  if (files.length === 0 && !keep) return { kind: 'samples', out };
  return { kind: keep ? 'keep' : 'files', files, operation, options, out, live, yes };
}

/** Node's own, without its advice about files that begin with a dash. */
function sentenceOf(cause: unknown): string {
  const [sentence = ''] = (cause instanceof Error ? cause.message : String(cause)).split('. ');
  const given = /'--([^']+)'/.exec(sentence)?.[1];
  const meant = given === undefined || given in flags ? undefined : nearest(given, Object.keys(flags));
  return meant === undefined ? sentence : `${sentence}, is it --${meant}?`;
}
