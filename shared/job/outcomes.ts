// Outcomes: what became of the records of a batch, one outcome a line. Also the statuses that an outcome may have.

import * as v from 'valibot';

import { StoredObject } from '../document.ts';
import { readJson } from '../values/json.ts';
import { linesIn } from '../values/ndjson.ts';
import { saySchema } from '../words/say.ts';

interface StatusMeans {
  /** The file of the report that lists the record. */
  readonly file: 'succeeded' | 'failed' | 'unclear';
  /** The sum in the report's totals to which the record's amount is added. */
  readonly share: 'accepted' | 'already_there' | 'not_accepted' | 'unclear';
}

export const statuses = {
  created: { file: 'succeeded', share: 'accepted' },
  updated: { file: 'succeeded', share: 'accepted' },
  removed: { file: 'succeeded', share: 'accepted' },
  /** It was there before this job, with the same content as far as Feishu shows it. */
  already_exists: { file: 'succeeded', share: 'already_there' },
  /** Feishu refused it, or broke off every call with it alone, or (for a remove) did not have it before this job. */
  refused: { file: 'failed', share: 'not_accepted' },
  /** Our rules refused it, and it was never sent. */
  rejected: { file: 'failed', share: 'not_accepted' },
  /** Never sent, or surely not processed: safe to send again. */
  unsent: { file: 'failed', share: 'not_accepted' },
  /** It is there, with other content. */
  conflict: { file: 'unclear', share: 'unclear' },
  /** It is there, and could not be compared. */
  exists_unchecked: { file: 'unclear', share: 'unclear' },
  /** It was sent, or may have been, and it could not be found out what became of it. */
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
  /** Text is Feishu's own sentence; empty: there is nothing to say. */
  message: v.union([v.string(), saySchema]),
});
export type Outcome = v.InferOutput<typeof outcomeSchema>;

/** The outcomes of a batch are written once and whole, so the batch is done if the object is there. */
export const outcomeLines = new StoredObject('jobs/{job}/outcomes/{batch}.ndjson', {
  by: ['deliver', 'report'],
  writes: 'once',
});

/** The outcomes in the order of their lines. It does not check that each record of the batch has one. */
export function readOutcomes(ndjson: string): readonly Outcome[] {
  return linesIn(ndjson).map((line) => v.parse(outcomeSchema, readJson(line)));
}

export function writeOutcomes(outcomes: readonly Outcome[]): string {
  return outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join('');
}
