// The figures of the bench with an S3 that answers late.

import * as v from 'valibot';

/** Of the rounds, with S3 as fast as this machine has it, and with each of its answers late. */
const both = {
  records: v.number(),
  rounds: v.number(),
  delay_ms: v.number(),
};

export const s3DelayFigures = v.variant('kind', [
  v.object({
    kind: v.picklist(['split', 'report']),
    ...both,
    megabytes: v.optional(v.number()),
    /** Medians and minima of the rounds. */
    near_ms: v.number(),
    near_least_ms: v.number(),
    late_ms: v.number(),
    late_least_ms: v.number(),
    /** The highest peak memory of a round. */
    near_peak_bytes: v.number(),
    late_peak_bytes: v.number(),
  }),
  v.object({
    kind: v.literal('deliver'),
    ...both,
    lanes: v.number(),
    latency_ms: v.number(),
    /** Medians and minima of the rounds. */
    near_per_second: v.number(),
    near_least_per_second: v.number(),
    late_per_second: v.number(),
    late_least_per_second: v.number(),
  }),
]);

export type S3DelayFigures = v.InferOutput<typeof s3DelayFigures>;
