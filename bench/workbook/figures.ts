// The figures of the bench of workbooks.

import * as v from 'valibot';

export const workbookFigures = v.object({
  rows: v.number(),
  columns: v.number(),
  /** Different ones. */
  texts: v.number(),
  rounds: v.number(),
  /** Medians of the rounds. `ms`: wall-clock time. `cpu_ms`: time of all processors. */
  ms: v.number(),
  cpu_ms: v.number(),
  floor_ms: v.number(),
  floor_cpu_ms: v.number(),
  /** The most of all rounds. */
  peak_bytes: v.number(),
});

export type WorkbookFigures = v.InferOutput<typeof workbookFigures>;
