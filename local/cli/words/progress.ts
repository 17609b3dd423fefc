// What is said while files are carried and snapshots are read.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { outside } from '../screen/outside-text.ts';
import { count } from './count.ts';

interface FileBegins {
  readonly file: string;
  readonly operation: string;
}

export const progressSentences = {
  file: ({ file, operation }: FileBegins) => `${outside(file)}: ${operation}`,
  file_begun_before: ({ file, operation }: FileBegins) =>
    `${outside(file)}: ${operation}, begun by an earlier run`,
  /** `refused` is the number of records that a rule of Payferry refused, so they are not sent. */
  plan: ({ rows, payments, refused, calls }: PlanCounts) =>
    `${count(rows, 'row')}, ${count(payments, 'payment')}${refused === 0 ? '' : `, ${refused} refused before sending`}; ${
      calls === 0 ? 'nothing to send' : `${count(calls, 'call')} to Feishu`
    }`,
  calls_done: ({ done, calls }: { done: number; calls: number }) => `${done} of ${count(calls, 'call')} done`,
  windows_read: ({ windows }: { windows: number }) => `${count(windows, 'window')} read`,
  export_ended: ({ reason }: { reason: string }) => `the export ended: ${reason}`,
} satisfies Sentences;

interface PlanCounts {
  readonly rows: number;
  readonly payments: number;
  readonly refused: number;
  readonly calls: number;
}
