// The parts of which one of the three files is written.

import type { Reported } from '../report/job-records.ts';

export interface Shape {
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  record(reported: Reported): string;
}

/** The fields that a report adds to each record. Those of an earlier report are replaced. */
export const ownFields: ReadonlySet<string> = new Set(['_row', '_status', '_code', '_message', '_id']);
