// The figures of the bench of export.

import * as v from 'valibot';

export const exportFigures = v.object({
  kind: v.literal('read'),
  by: v.picklist(['ferry', 'one page after the other']),
  /** The time over which the records were created. */
  spread: v.picklist(['a day', 'two minutes']),
  latency_ms: v.number(),
  /** How many records were read, each counted once. */
  records: v.number(),
  calls: v.number(),
  throttled: v.number(),
  /** The rate of accepted calls, without the first and the last tenth of them. */
  calls_per_second: v.number(),
  /** Milliseconds from the first call to the last answer. */
  ms: v.number(),
  windows: v.optional(v.number()),
  repeats: v.optional(v.number()),
});

export type ExportFigures = v.InferOutput<typeof exportFigures>;
