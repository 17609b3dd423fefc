// The time and memory that report needs for a large job.

import { join } from 'node:path';

import * as v from 'valibot';

import { createRecordsStore } from '../../shared/aws/store.ts';
import { builtFunctions } from '../built.ts';
import { rounded } from '../numbers.ts';
import { inItsOwnProcess } from '../own-process.ts';
import { startStores, type Stores } from '../stores.ts';
import type { GrowthFigures } from './figures.ts';
import { layJob, type BenchJob } from './lay-job.ts';

const measured = v.object({ ms: v.number(), peakRssBytes: v.number() });

export async function memoryOfReport(kind: BenchJob, records: number): Promise<GrowthFigures> {
  await using stores = await startStores();
  const job = `bench-${kind}-${records}`;
  await layJob(createRecordsStore(stores.s3, stores.records), job, kind, records);
  const { ms, peakRssBytes } = await reportOf(stores, job);
  return { kind: 'memory', function: `report, ${kind}`, records, ms: rounded(ms), peak_bytes: peakRssBytes };
}

/** Runs report on a job that is complete, in a process of its own. */
export async function reportOf(stores: Stores, job: string): Promise<v.InferOutput<typeof measured>> {
  return inItsOwnProcess(join(import.meta.dirname, 'run-report.ts'), measured, {
    args: [join(await builtFunctions(), 'report/index.mjs'), stores.records, job],
    env: stores.env,
  });
}
