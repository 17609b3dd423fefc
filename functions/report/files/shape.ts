// How one of the three files is written.

import type { Reported } from '../report/job-records.ts';

export interface Shape {
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  record(reported: Reported): string;
}

/** What we add to each record, and what an earlier report of ours had added. */
export const ownFields: ReadonlySet<string> = new Set(['_row', '_status', '_code', '_message', '_id']);
