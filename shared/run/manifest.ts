// _manifest.json: what a snapshot says of itself. Written once, after all that it names. Athena passes over names that begin
// with an underscore.

import * as v from 'valibot';

import { Document, StoredObject } from '../document.ts';
import { isJsonObject, type JsonObject } from '../values/json.ts';
import { count } from '../values/schemas.ts';
import { totalsSchema } from '../values/totals.ts';

const schema = v.object({
  v: v.literal(1),
  dataset: v.string(),
  run: v.string(),
  resource: v.string(),
  mode: v.picklist(['full', 'changes']),
  /** Why a run that was asked for changes has read everything; else absent. */
  mode_reason: v.optional(v.string()),
  format: v.picklist(['ndjson', 'csv', 'parquet']),
  filters: v.custom<JsonObject>(isJsonObject),
  user_id_type: v.string(),
  /** A run of changes has the records that were modified since then, in UTC; else absent. */
  since: v.optional(v.string()),
  /** A hash, the same for runs that read the same part of the same tenant. */
  selection: v.string(),
  /** Names are relative to the manifest. */
  files: v.array(v.object({ name: v.string(), records: count, bytes: count, sha256: v.string() })),
  records: count,
  /** Exact decimals as text, by currency. */
  totals: totalsSchema,
  /** The field that was summed. */
  amount: v.string(),
  /** All fields that came; fields of details with their list's name. */
  fields: v.array(v.string()),
  /** Fields that never came and need a scope that the app may lack. */
  maybe_hidden: v.array(v.object({ field: v.string(), scope: v.string() })),
  /** Records that were read twice: on a second that two windows share, and because they were changed meanwhile. */
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
  /** The next run of changes reads from here on. */
  bookmark: v.string(),
  guarantee: v.string(),
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
