// What is wrong with a command line, and where its flags are listed.

import type { Sentences } from '../../../shared/words/sentences.ts';

export const flagSentences = {
  /** `said` is what Node says of the flag, in English. */
  not_taken: ({ said, meant }: { said: string; meant: string | undefined }) =>
    meant === undefined ? said : `${said}, is it --${meant}?`,
  given_twice: ({ flag, values }: { flag: string; values: readonly string[] }) =>
    `--${flag} is given twice, as ${values.join(' and ')}`,
  value_unknown: ({ flag, ...unknown }: Unknown & { flag: string }) => nobodyKnows(`--${flag}`, unknown),
  resource_unknown: (unknown: Unknown) => nobodyKnows('resource', unknown),
  command_unknown: ({ given, meant, known }: Unknown) =>
    `nobody knows the command "${given}", ${meant === undefined ? `there are ${known.join(', ')}` : `is it ${meant}?`}`,
  pair_wrong: ({ flag, given }: { flag: string; given: string }) =>
    `--${flag} must look like name=value, not "${given}"`,
  out_empty: () => '--out must name a folder',
  file_twice: ({ file }: { file: string }) => `${file} is given twice`,
  file_missing: ({ command }: { command: string }) => `name a file: payferry ${command} bonus.csv`,
  resource_missing: ({ known }: { known: readonly string[] }) => `name what to export: ${known.join(', ')}`,
  resource_too_many: ({ given }: { given: string }) => `${given}: one resource at a time`,
  not_with_export: ({ given }: { given: string }) => `${given} does not go with --export`,
  only_with_export: ({ flag }: { flag: string }) => `--${flag} belongs to --export`,
  keep_is_never_live: () => '--keep never sends to a real Feishu: name the files instead',
  only_with_files: ({ flag }: { flag: string }) =>
    `--${flag} is for files of your own: name one. The samples go to the sandbox as they are`,
  queue_missing: ({ known }: { known: readonly string[] }) => `name a queue: ${known.join(', ')}`,
  queue_unknown: (unknown: Unknown) => nobodyKnows('queue', unknown),
  queue_too_many: ({ given }: { given: string }) => `${given}: one queue at a time`,
  stage_missing: () => '--stage must say which stage, like --stage prod: there is no default',
  stage_wrong: ({ given }: { given: string }) =>
    `--stage ${given}: a stage is 1 to 18 lower-case letters, digits and -`,
  see_help: ({ at }: { at: string }) => `${at} lists what there is`,
} satisfies Sentences;

interface Unknown {
  readonly given: string;
  /** The known name that is probably meant; undefined where none is near. */
  readonly meant: string | undefined;
  readonly known: readonly string[];
}

function nobodyKnows(what: string, { given, meant, known }: Unknown): string {
  const hint = meant === undefined ? `expected one of ${known.join(', ')}` : `is it ${meant}?`;
  return `nobody knows the ${what} "${given}", ${hint}`;
}
