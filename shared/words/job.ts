// What happens to a whole job: why it waits, stops, ends or is given up, and what does not add up in its report.

import type { Sentences } from './sentences.ts';
import { showName } from './show.ts';

interface Difference {
  readonly planned: number | string;
  readonly found: number | string;
}

export const jobSentences = {
  put_object_at: ({ key }: { key: string }) => `put any object at ${key}`,

  most_were_refused: ({ refused, records, code, message }: MostRefused) =>
    `${refused} of ${records} records of one batch were refused with ${code}: ${message}`,
  a_person_stopped: () => 'a person stopped the job',
  nobody_approved: () => 'nobody approved it in time',
  out_of_patience: ({ ms }: { ms: number }) => `it was not done within ${spokenTime(ms)}`,
  never_planned: ({ tries }: { tries: number }) =>
    `it could not be read, and ${tries} more tries came to no end either; nothing was sent. Drop it again, in several files if it is large`,

  clocks_differ: ({ feishuAheadMs }: { feishuAheadMs: number }) => {
    const minutes = Math.round(Math.abs(feishuAheadMs) / 60_000);
    const way = feishuAheadMs > 0 ? 'ahead of' : 'behind';
    return (
      `Feishu's clock is about ${minutes} minutes ${way} ours, so one of them is wrong. ` +
      "Who created a payment is told by Feishu's clock; the times in this report are of our clock"
    );
  },

  records_differ: ({ planned, found }: Difference) =>
    `records: the plan says ${planned}, the report finds ${found}`,
  rows_differ: ({ planned, found }: Difference) =>
    `rows: the plan says ${planned}, the report finds ${found}`,
  uncounted_differ: ({ planned, found }: Difference) =>
    `records whose amount or currency cannot be read: the plan says ${planned}, the report finds ${found}`,
  sum_differs: ({ currency, planned, found }: Difference & { currency: string }) =>
    `${showName(currency)}: the plan says ${planned}, the report adds up to ${found}`,
} satisfies Sentences;

interface MostRefused {
  readonly refused: number;
  readonly records: number;
  readonly code: number;
  readonly message: string;
}

function spokenTime(ms: number): string {
  const hours = ms / 3_600_000;
  return Number.isInteger(hours) ? `${hours} hours` : `${ms} ms`;
}
