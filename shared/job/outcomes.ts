// outcomes: what became of each record of a batch, exactly one outcome for each.

import * as v from 'valibot';

import { StoredObject } from '../document.ts';
import { readJson } from '../values/json.ts';
import { linesIn } from '../values/ndjson.ts';

interface StatusMeans {
  /** The report's file that has the record. */
  readonly file: 'succeeded' | 'failed' | 'unclear';
  /** Where the record's amount goes in the report's totals. */
  readonly share: 'accepted' | 'already_there' | 'not_accepted' | 'unclear';
}

export const statuses = {
  created: { file: 'succeeded', share: 'accepted' },
  updated: { file: 'succeeded', share: 'accepted' },
  removed: { file: 'succeeded', share: 'accepted' },
  /** It was there before this job, with the same content. */
  already_exists: { file: 'succeeded', share: 'already_there' },
  /** By Feishu, with its code. */
  refused: { file: 'failed', share: 'not_accepted' },
  /** By our rules, never sent. */
  rejected: { file: 'failed', share: 'not_accepted' },
  /** Never sent, or surely not processed: safe to send again. */
  unsent: { file: 'failed', share: 'not_accepted' },
  /** It is there, with other content. */
  conflict: { file: 'unclear', share: 'unclear' },
  /** It is there, and could not be compared. */
  exists_unchecked: { file: 'unclear', share: 'unclear' },
  /** Sent, and it could not be found out what became of it. */
  unknown: { file: 'unclear', share: 'unclear' },
} as const satisfies Record<string, StatusMeans>;

export type Status = keyof typeof statuses;
export type ReportFile = StatusMeans['file'];
export type Share = StatusMeans['share'];

export function isStatus(said: unknown): said is Status {
  return typeof said === 'string' && Object.hasOwn(statuses, said);
}

export const outcomeSchema = v.object({
  row: v.number(),
  rows: v.array(v.number()),
  unique_id: v.optional(v.string()),
  id: v.optional(v.string()),
  status: v.picklist(Object.keys(statuses).filter(isStatus)),
  code: v.number(),
  message: v.string(),
});
export type Outcome = v.InferOutput<typeof outcomeSchema>;

/** Written once and whole: its presence alone means that the batch is done. */
export const outcomeLines = new StoredObject('jobs/{job}/outcomes/{batch}.ndjson', {
  by: ['deliver', 'report'],
  writes: 'once',
});

/** One batch's outcomes, one for each of its records, in their order. */
export function readOutcomes(ndjson: string): readonly Outcome[] {
  return linesIn(ndjson).map((line) => v.parse(outcomeSchema, readJson(line)));
}

export function writeOutcomes(outcomes: readonly Outcome[]): string {
  return outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join('');
}
