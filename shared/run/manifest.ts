// _manifest.json: what a snapshot says of itself. Written once, after all that it names. Athena passes over names that begin
// with an underscore.

import * as v from 'valibot';

import { Document, StoredObject } from '../document.ts';
import { isJsonObject, type JsonObject } from '../values/json.ts';
import { count } from '../values/schemas.ts';
import { toldSchema } from '../words/say.ts';
import { totalsSchema } from '../values/totals.ts';

const schema = v.object({
  v: v.literal(2),
  dataset: v.string(),
  run: v.string(),
  resource: v.string(),
  mode: v.picklist(['full', 'changes']),
  /** Why a run that was asked for changes has read everything; else absent. */
  mode_reason: v.optional(toldSchema),
  format: v.picklist(['ndjson', 'csv', 'parquet']),
  filters: v.custom<JsonObject>(isJsonObject),
  user_id_type: v.string(),
  /** In mode `changes` the time, in UTC, from which on the snapshot's records were modified; absent in mode `full`. */
  since: v.optional(v.string()),
  /** A hash of resource, filters, format, user_id_type, base_url and app_id: changes go on only from a run with the same. */
  selection: v.string(),
  /** The snapshot's parts. Names are relative to the manifest. */
  files: v.array(v.object({ name: v.string(), records: count, bytes: count, sha256: v.string() })),
  records: count,
  /** Exact decimals as text, by currency. */
  totals: totalsSchema,
  /** The field that was summed. */
  amount: v.string(),
  /** The names of all fields that came; a field of a list's elements as details.issuance_amount. */
  fields: v.array(v.string()),
  /** Fields that no record had and that need a scope, which the app may lack. Empty if there are no records. */
  maybe_hidden: v.array(v.object({ field: v.string(), scope: v.string() })),
  /**
   * Records that were read more than once, without the one that counts. `older_states` were read by their creation, and again
   * because they were changed meanwhile. `repeats` are all others, such as those on a second that two windows share.
   */
  dropped: v.object({ repeats: count, older_states: count }),
  windows: count,
  calls: count,
  throttled: count,
  invocations: count,
  base_url: v.string(),
  app_id: v.string(),
  code_sha256: v.string(),
  scheduled_at: v.string(),
  started_at: v.string(),
  read_at: v.string(),
  published_at: v.string(),
  /** By how many seconds Feishu's clock was ahead of ours; less than 0: behind. Null: no answer has shown Feishu's time. */
  feishu_ahead_seconds: v.nullable(v.number()),
  /** Which clock was ahead, and what follows; absent where the two were not surely more than ten minutes apart, or not measured. */
  clocks_differ: v.optional(toldSchema),
  /**
   * The time from which the next run of changes reads, or somewhat before it (EXPORT_OVERLAP_MS): when this run began to read, by
   * Feishu's clock.
   */
  bookmark: v.string(),
  guarantee: toldSchema,
});
export type Manifest = v.InferOutput<typeof schema>;

export const manifestJson = new Document('snapshots/{dataset}/dt={dt}/run={run}/_manifest.json', {
  by: ['export'],
  writes: 'once',
  schema,
});
export const snapshotPart = new StoredObject('snapshots/{dataset}/dt={dt}/run={run}/{part}', {
  by: ['export'],
  writes: 'again',
});
