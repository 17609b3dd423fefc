// bench/results.json: the figures by part and case. Only cases that ran to their end are in it.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';

import * as v from 'valibot';

import { coldStartFigures } from './cold-start/figures.ts';
import { deliverFigures } from './deliver/figures.ts';
import { exportFigures } from './export/figures.ts';
import { growthFigures } from './growth/figures.ts';
import { s3DelayFigures } from './s3-delay/figures.ts';
import { splitFigures } from './split/figures.ts';
import { workbookFigures } from './workbook/figures.ts';

/** `load`: how many processes waited for or used a core (the average of the last minute, read at the end of the case). */
const measured = { at: v.string(), load: v.number(), quick: v.boolean() };

const casesOf = <Figures extends v.GenericSchema>(figures: Figures) =>
  v.record(v.string(), v.object({ ...measured, figures }));

const resultsSchema = v.object({
  machine: v.object({ cores: v.number(), memory_gb: v.number(), node: v.string() }),
  split: v.optional(casesOf(splitFigures), {}),
  workbook: v.optional(casesOf(workbookFigures), {}),
  deliver: v.optional(casesOf(deliverFigures), {}),
  export: v.optional(casesOf(exportFigures), {}),
  'cold-start': v.optional(casesOf(coldStartFigures), {}),
  growth: v.optional(casesOf(growthFigures), {}),
  's3-delay': v.optional(casesOf(s3DelayFigures), {}),
});
export type Results = v.InferOutput<typeof resultsSchema>;
export type PartName = Exclude<keyof Results, 'machine'>;

export const partNames = [
  'split',
  'workbook',
  'deliver',
  'export',
  'cold-start',
  'growth',
  's3-delay',
] as const satisfies PartName[];
export const resultsFile = join(import.meta.dirname, 'results.json');

export function readResults(file: string): Results {
  const machine = {
    cores: availableParallelism(),
    memory_gb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  if (!existsSync(file)) return v.parse(resultsSchema, { machine });
  return v.parse(resultsSchema, JSON.parse(readFileSync(file, 'utf8')));
}

/** Replaces the earlier figures of the case. */
export function addCase(file: string, part: PartName, name: string, measuredCase: unknown): void {
  const results = readResults(file);
  const cases = { ...results[part], [name]: measuredCase };
  writeFileSync(file, `${JSON.stringify(v.parse(resultsSchema, { ...results, [part]: cases }), null, 2)}\n`);
}
