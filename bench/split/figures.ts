// The figures of the bench of split.

import * as v from 'valibot';

const ofFile = { format: v.picklist(['ndjson', 'csv']), megabytes: v.number(), records: v.number() };

export const splitFigures = v.variant('kind', [
  v.object({
    kind: v.literal('speed'),
    ...ofFile,
    rounds: v.number(),
    /** Medians of the rounds. `ms`: wall-clock time. `cpu_ms`: time of all processors. */
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
