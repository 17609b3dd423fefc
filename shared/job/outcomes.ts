// What became of one record: exactly one outcome each, and it is true.

import * as v from 'valibot';

import { readJson } from '../values/json.ts';

/** Which of the report's three files a status belongs to. */
export const fileOfStatus = {
  created: 'succeeded',
  updated: 'succeeded',
  removed: 'succeeded',
  /** It was there before this job, with the same content. */
  already_exists: 'succeeded',
  /** By Feishu, with its code. */
  refused: 'failed',
  /** By our rules, never sent. */
  rejected: 'failed',
  /** Never sent, or surely not processed: safe to send again. */
  unsent: 'failed',
  /** It is there, with other content. */
  conflict: 'unclear',
  /** It is there, and could not be compared. */
  exists_unchecked: 'unclear',
  /** Sent, and it could not be found out. */
  unknown: 'unclear',
} as const;

export type Status = keyof typeof fileOfStatus;
export type ReportFile = (typeof fileOfStatus)[Status];

const statuses = v.picklist(Object.keys(fileOfStatus).filter((name): name is Status => name in fileOfStatus));

export const outcomeSchema = v.object({
  row: v.number(),
  rows: v.array(v.number()),
  unique_id: v.optional(v.string()),
  id: v.optional(v.string()),
  status: statuses,
  code: v.number(),
  message: v.string(),
});

export type Outcome = v.InferOutput<typeof outcomeSchema>;

/** One batch's outcomes, one for each of its records, in their order. */
export function readOutcomes(ndjson: string): readonly Outcome[] {
  return ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => v.parse(outcomeSchema, readJson(line)));
}
