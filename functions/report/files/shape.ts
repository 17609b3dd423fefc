// The pieces that make up one of a report's three files: what stands before, between and behind the records, and each record.

import type { Language } from '../../../shared/words/sentences.ts';
import type { Reported } from '../report/job-records.ts';

export interface Shape {
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  /** `language`: of the message. */
  record(reported: Reported, language: Language): string;
}

/**
 * The names of the fields that a report adds to records; `_id` is in the succeeded file only. Fields of these names that the
 * input has, from an earlier report, are left out.
 */
export const ownFields: ReadonlySet<string> = new Set(['_row', '_status', '_code', '_message', '_id']);
