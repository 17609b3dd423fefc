// What a user and Feishu can see of a world at its end. The judge gets nothing else.

import * as v from 'valibot';

import type { SandboxCall, StoredRecord } from '../../local/sandbox/start.ts';
import type { SnapshotSeen } from './exports.ts';
import type { Fault } from './faults.ts';
import type { Story } from './story.ts';
import type { KnownInFeishu } from './wire-record.ts';

/** A sentence as a person reads it. The judge does not render it: it shares no catalogue with Payferry. */
const told = v.looseObject({ text: v.string() });

/** The fields of report.json, declared here and not imported: the judge shares no schema with Payferry. */
export const reportSchema = v.looseObject({
  job: v.string(),
  operation: v.string(),
  source: v.looseObject({
    from: v.string(),
    name: v.string(),
    key: v.optional(v.string()),
    version_id: v.optional(v.string()),
  }),
  state: v.string(),
  reason: v.optional(told),
  rows: v.number(),
  records: v.number(),
  by_status: v.record(v.string(), v.number()),
  totals: v.object({
    by_currency: v.record(v.string(), v.record(v.string(), v.string())),
    uncounted: v.number(),
  }),
  mismatch: v.optional(v.array(told)),
  files: v.array(v.string()),
});
export type ReportJson = v.InferOutput<typeof reportSchema>;

export interface ReportSeen {
  readonly json: ReportJson;
  /** File name → text, of the three files. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Dropped {
  readonly file: number;
  /** `source.name` of the report: the version id of an upload, the job of an intake message. */
  readonly sourceName: string;
  readonly rows: readonly (readonly number[])[];
}

export interface Evidence {
  readonly story: Story;
  readonly faults: readonly Fault[];
  readonly pace: number;
  /** The faults that found something to strike. */
  readonly struck: ReadonlySet<Fault>;
  readonly known: readonly KnownInFeishu[];
  readonly dropped: readonly Dropped[];
  readonly reports: readonly ReportSeen[];
  readonly stored: {
    readonly lumpSums: readonly StoredRecord[];
    readonly recurring: readonly StoredRecord[];
  };
  readonly calls: readonly SandboxCall[];
  readonly snapshots: readonly SnapshotSeen[];
  readonly failedExports: readonly string[];
  /** Keys under open/: jobs that never ended. */
  readonly open: readonly string[];
  readonly quarantined: readonly string[];
  /** Bodies of the messages on any queue and any dead-letter queue, read at rest. */
  readonly left: readonly string[];
  /** How many messages reached a dead-letter queue during the story and were redriven. */
  readonly redriven: number;
  readonly cameToRest: boolean;
  /** Files that had not ended while a record that Feishu cannot digest kept another one from its end. */
  readonly heldUp: readonly number[];
  /** Jobs that a person approved. */
  readonly approved: ReadonlySet<string>;
  readonly log: readonly string[];
  readonly tookMs: number;
}
