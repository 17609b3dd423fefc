// What a world leaves behind, as a user and Feishu would see it. The judge has nothing else.

import * as v from 'valibot';

import type { SandboxCall, StoredRecord } from '../../local/sandbox/start.ts';
import type { SnapshotSeen } from './exports.ts';
import type { Fault } from './faults.ts';
import type { Story } from './story.ts';
import type { KnownInFeishu } from './wire-record.ts';

/** A report's own words, read without the ferry's schema. */
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
  reason: v.optional(v.string()),
  rows: v.number(),
  records: v.number(),
  by_status: v.record(v.string(), v.number()),
  totals: v.object({
    by_currency: v.record(v.string(), v.record(v.string(), v.string())),
    uncounted: v.number(),
  }),
  mismatch: v.optional(v.array(v.string())),
  files: v.array(v.string()),
});
export type ReportJson = v.InferOutput<typeof reportSchema>;

export interface ReportSeen {
  readonly json: ReportJson;
  /** Name and text of each of the three files. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Dropped {
  readonly file: number;
  /** How the report will name it: the version of an upload, the job of a message. */
  readonly sourceName: string;
  readonly rows: readonly (readonly number[])[];
}

export interface Evidence {
  readonly story: Story;
  readonly faults: readonly Fault[];
  readonly pace: number;
  /** Those that found something to strike. */
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
  /** Jobs that never ended. */
  readonly open: readonly string[];
  readonly quarantined: readonly string[];
  /** Messages on any queue or among the dead letters, when all had come to rest. */
  readonly left: readonly string[];
  /** Messages that went to the dead letters meanwhile, and were sent again. */
  readonly redriven: number;
  readonly cameToRest: boolean;
  /** Jobs that a person has approved. */
  readonly approved: ReadonlySet<string>;
  readonly log: readonly string[];
  readonly tookMs: number;
}
