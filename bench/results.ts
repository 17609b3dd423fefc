// bench/results.json: what was measured, by part and case. Only a case that ran to its end is in it.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';

import * as v from 'valibot';

import { coldStartFigures } from './cold-start/figures.ts';
import { deliverFigures } from './deliver/figures.ts';
import { exportFigures } from './export/figures.ts';
import { growthFigures } from './growth/figures.ts';
import { splitFigures } from './split/figures.ts';

/** `load`: how many processes wanted one of the cores while the case ran (the last minute's average at its end). */
const measured = { at: v.string(), load: v.number(), quick: v.boolean() };

const casesOf = <Figures extends v.GenericSchema>(figures: Figures) =>
  v.record(v.string(), v.object({ ...measured, figures }));

const resultsSchema = v.object({
  machine: v.object({ cores: v.number(), memory_gb: v.number(), node: v.string() }),
  split: v.optional(casesOf(splitFigures), {}),
  deliver: v.optional(casesOf(deliverFigures), {}),
  export: v.optional(casesOf(exportFigures), {}),
  'cold-start': v.optional(casesOf(coldStartFigures), {}),
  growth: v.optional(casesOf(growthFigures), {}),
});
export type Results = v.InferOutput<typeof resultsSchema>;
export type PartName = Exclude<keyof Results, 'machine'>;

export const partNames = ['split', 'deliver', 'export', 'cold-start', 'growth'] as const satisfies PartName[];
export const resultsFile = join(import.meta.dirname, 'results.json');

export function readResults(file: string): Results {
  const machine = {
    cores: availableParallelism(),
    memory_gb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  if (!existsSync(file)) return { machine, split: {}, deliver: {}, export: {}, 'cold-start': {}, growth: {} };
  return v.parse(resultsSchema, JSON.parse(readFileSync(file, 'utf8')));
}

/** A case measured again takes the place of what it was. */
export function addCase(file: string, part: PartName, name: string, measuredCase: unknown): void {
  const results = readResults(file);
  const cases = { ...results[part], [name]: measuredCase };
  writeFileSync(file, `${JSON.stringify(v.parse(resultsSchema, { ...results, [part]: cases }), null, 2)}\n`);
}
