// The figures of the bench of growth.

import * as v from 'valibot';

const counts = v.record(v.string(), v.number());

export const growthFigures = v.variant('kind', [
  v.object({
    kind: v.literal('ferry'),
    records: v.number(),
    bytes: v.number(),
    /** Milliseconds since the file was in the inbox. */
    planned_ms: v.number(),
    first_call_ms: v.number(),
    last_answer_ms: v.number(),
    reported_ms: v.number(),
    feishu: counts,
    s3: counts,
    sqs: counts,
    /** By function: the number of invocations, and their total duration in milliseconds. */
    invocations: counts,
    busy_ms: counts,
    logged_bytes: v.number(),
    /** The bytes of everything that is left in the records bucket. */
    stored_bytes: v.number(),
  }),
  v.object({
    kind: v.literal('memory'),
    function: v.picklist(['deliver', 'export', 'report, ndjson', 'report, csv', 'report, removes']),
    records: v.number(),
    ms: v.number(),
    peak_bytes: v.number(),
  }),
]);

export type GrowthFigures = v.InferOutput<typeof growthFigures>;
export type WholeFerry = Extract<GrowthFigures, { kind: 'ferry' }>;
