// Makes a file for split, and runs split on it in a process of its own.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import * as v from 'valibot';

import { builtFunctions } from '../built.ts';
import { inItsOwnProcess } from '../own-process.ts';
import { writeRecordFile, type BenchFormat } from '../record-file.ts';
import type { Stores } from '../stores.ts';

export const measured = v.object({ ms: v.number(), cpuMs: v.number(), peakRssBytes: v.number() });
export type Measured = v.InferOutput<typeof measured>;

/** The file is in the folder of the stores, in the place of an earlier one. */
export async function aFile({ dir }: Stores, format: BenchFormat, megabytes: number) {
  const file = join(dir, `bench.${format}`);
  await rm(file, { force: true });
  return { file, records: await writeRecordFile(file, format, { bytes: megabytes * 1e6 }) };
}

/** Puts the file into the inbox under that name, and runs split on it. `module`: in the place of the bundle. */
export async function splitOf(
  stores: Stores,
  file: string,
  format: BenchFormat,
  name: string,
  module?: string,
  execArgv: readonly string[] = [],
): Promise<Measured> {
  const key = `lump_sum_payment/batch_create/${name}/bench.${format}`;
  await stores.put(key, file);
  const handler = module ?? join(await builtFunctions(), 'split/index.mjs');
  return inItsOwnProcess(join(import.meta.dirname, 'run-split.ts'), measured, {
    args: [handler, stores.inbox, key],
    env: stores.env,
    execArgv,
  });
}
