// What the bench of split tells.

import * as v from 'valibot';

const ofFile = { format: v.picklist(['ndjson', 'csv']), megabytes: v.number(), records: v.number() };

export const splitFigures = v.variant('kind', [
  v.object({
    kind: v.literal('speed'),
    ...ofFile,
    rounds: v.number(),
    /** By the clock on the wall, and of all processors: medians of the rounds. */
    ms: v.number(),
    cpu_ms: v.number(),
    floor_ms: v.number(),
    floor_cpu_ms: v.number(),
  }),
  v.object({ kind: v.literal('memory'), ...ofFile, ms: v.number(), peak_bytes: v.number() }),
  v.object({
    kind: v.literal('where'),
    ...ofFile,
    shares: v.array(v.object({ what: v.string(), share: v.number() })),
  }),
]);

export type SplitFigures = v.InferOutput<typeof splitFigures>;
