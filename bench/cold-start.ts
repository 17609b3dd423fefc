// The cost of a cold start of each function, compared with an empty function with the same clients, bundled in the same
// way.

import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

import * as v from 'valibot';

import { buildFunctions } from '../build.mjs';
import { builtFunctions } from './built.ts';
import type { Part } from './case.ts';
import { bundleShares } from './cold-start/bundle-shares.ts';
import type { ColdStartFigures } from './cold-start/figures.ts';
import { median, rounded } from './numbers.ts';
import { inItsOwnProcess } from './own-process.ts';

const imported = v.object({ ms: v.number(), cpuMs: v.number() });
const functions = ['split', 'deliver', 'report', 'export'];

/** Settings for the functions. Nothing is called, so they need only exist. */
const env = {
  AWS_REGION: 'us-east-1',
  INBOX_BUCKET: 'bench-inbox',
  RECORDS_BUCKET: 'bench',
  DROPS_QUEUE_URL: 'http://127.0.0.1:9/drops',
  INTAKE_QUEUE_URL: 'http://127.0.0.1:9/intake',
  LANES_QUEUE_URL: 'http://127.0.0.1:9/lanes.fifo',
  EXPORTS_QUEUE_URL: 'http://127.0.0.1:9/exports.fifo',
  FEISHU_BASE_URL: 'http://127.0.0.1:9',
  FEISHU_APP_ID: 'cli_bench',
  FEISHU_APP_SECRET: 'none',
};

export const coldStartCases: Part = ({ quick }) =>
  functions.flatMap((name) => [
    { name: `import, ${name}`, run: () => importOf(name, quick ? 3 : 31) },
    {
      name: `bundle, ${name}`,
      run: async () => ({ kind: 'bundle', function: name, ...(await bundleShares(name)) }),
    },
  ]);

async function importOf(name: string, rounds: number): Promise<ColdStartFigures> {
  const floors = await mkdtemp(join(tmpdir(), 'payferry-bench-floors-'));
  await buildFunctions(join(import.meta.dirname, 'cold-start/floors'), floors);
  const bundles = {
    own: join(await builtFunctions(), name, 'index.mjs'),
    floor: join(floors, name, 'index.mjs'),
  };
  // The first import of each fills the file system's cache and is not counted.
  await importIn(bundles.own);
  await importIn(bundles.floor);
  const own = [];
  const floor = [];
  for (let round = 0; round < rounds; round += 1) {
    own.push(await importIn(bundles.own));
    floor.push(await importIn(bundles.floor));
  }
  const figures: ColdStartFigures = {
    kind: 'import',
    function: name,
    rounds,
    ms: rounded(median(own.map(({ ms }) => ms)), 1),
    cpu_ms: rounded(median(own.map(({ cpuMs }) => cpuMs)), 1),
    floor_ms: rounded(median(floor.map(({ ms }) => ms)), 1),
    floor_cpu_ms: rounded(median(floor.map(({ cpuMs }) => cpuMs)), 1),
    zip_bytes: zipped(bundles.own),
    floor_zip_bytes: zipped(bundles.floor),
  };
  await rm(floors, { recursive: true });
  return figures;
}

function importIn(bundle: string) {
  return inItsOwnProcess(join(import.meta.dirname, 'cold-start/import.ts'), imported, {
    args: [bundle],
    env,
  });
}

/** The bytes that a bundle takes in its zip. */
function zipped(bundle: string): number {
  return deflateRawSync(readFileSync(bundle), { level: 9 }).length;
}
