// The figures of the bench of the cold start.

import * as v from 'valibot';

const ofFunction = { function: v.string() };

export const coldStartFigures = v.variant('kind', [
  v.object({
    kind: v.literal('import'),
    ...ofFunction,
    rounds: v.number(),
    /** Medians over fresh processes. `ms`: wall-clock time. `cpu_ms`: time of all processors. */
    ms: v.number(),
    cpu_ms: v.number(),
    floor_ms: v.number(),
    floor_cpu_ms: v.number(),
    zip_bytes: v.number(),
    floor_zip_bytes: v.number(),
  }),
  v.object({
    kind: v.literal('bundle'),
    ...ofFunction,
    bytes: v.number(),
    shares: v.array(v.object({ what: v.string(), share: v.number() })),
  }),
]);

export type ColdStartFigures = v.InferOutput<typeof coldStartFigures>;
