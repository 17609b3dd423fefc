// Sentences about jobs that earlier runs have left unfinished, and about those that this run leaves.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { outside } from '../screen/outside-text.ts';

interface FileAtService {
  readonly file: string;
  readonly baseUrl: string;
  readonly appId: string;
}

const goesOn = (out: string) =>
  `What is under way is kept in ${out}/.payferry. The same command, or any carry with --out ${out} to the same service, goes on from there and brings the report.`;
const listed = (files: readonly string[]) => files.map(outside).join(', ');

export const unfinishedSentences = {
  goes_on: ({ out }: { out: string }) => goesOn(outside(out)),
  still_open: ({ files, out }: { files: readonly string[]; out: string }) =>
    `Still open: ${listed(files)}. ${goesOn(outside(out))}`,
  still_open_for_service: ({ files, home }: { files: readonly string[]; home: string }) =>
    `Still open in ${outside(home)}: ${listed(files)}, on the way to a service when an earlier run ended. It is left as it is: carry with that FEISHU_BASE_URL and app finishes it.`,
  busy_for_service: ({ home }: { home: string }) =>
    `Another payferry is at work in ${outside(home)}, on the way to a service.`,
  sandbox_is_gone: ({ files }: { files: readonly string[] }) =>
    `Dropped: ${listed(files)}, on the way to a sandbox that ended with its run. Nothing of it was paid.`,

  same_file: ({ file }: { file: string }) =>
    `${outside(file)} was begun by an earlier run: it is that job, and not carried a second time.`,
  never_sent: ({ file }: { file: string }) =>
    `${outside(file)}, left by an earlier run, was not sent: it ended before anybody had said yes. It is dropped.`,
  ended_before: ({ file, baseUrl, appId }: FileAtService) =>
    `${outside(file)}, which an earlier run had brought to its end at ${outside(baseUrl)} as app ${outside(appId)}, as its report says:`,
  goes_elsewhere: ({ file, baseUrl, appId }: FileAtService) =>
    `${outside(file)} was on its way to ${outside(baseUrl)} as app ${outside(appId)}, where this command does not go: it is reported as it stands.`,
  damaged: ({ broken, store }: { broken: number; store: string }) =>
    `${broken} of the files in which an earlier run kept what was under way cannot be read (they lie in ${outside(store)}/*/broken). Nothing was sent now. Look up in Feishu what became of its records, then move ${outside(store)} away; a create that is carried again finds by its unique_id what is there`,
} satisfies Sentences;
