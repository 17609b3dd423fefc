// A deployment in the middle of a run. The new code may have another part size than the old, and no snapshot may mix both.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { buildFunctions } from '../../build.mjs';
import type { Intercept, Interception } from '../../local/s3/intercept.ts';
import { isJsonObject, readJson } from '../../shared/values/json.ts';
import { aBonus } from '../../local/sandbox/test/payments.ts';
import { aMessage, endLease, eventOf, exportWorld, type ExportWorld } from './harness.ts';

const query = 'lump_sum_payment.query';
const event = eventOf(aMessage());
const ended = { kind: 'ok', result: { batchItemFailures: [] } };

let built: string;
let oldCode: string;
beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'payferry-export-code-'));
  await buildFunctions(resolve(import.meta.dirname, '../..'), built, 'export');
  oldCode = await readFile(codeFile(), 'utf8');
});
afterAll(() => rm(built, { recursive: true }));

const codeFile = () => join(built, 'export', 'index.mjs');

/** Environments that start after this run code with at most this many records a part. */
async function deploy(partRecords: string): Promise<void> {
  const bound = 'plan.part_records';
  expect(oldCode).toContain(bound);
  await writeFile(codeFile(), oldCode.replace(bound, partRecords));
}

async function worldOf(interceptS3: Intercept): Promise<ExportWorld> {
  await writeFile(codeFile(), oldCode);
  const ferry = await exportWorld({
    world: { from: built, interceptS3 },
    settings: { EXPORT_PART_RECORDS: '600' },
  });
  const bonuses = Array.from({ length: 1100 }, () => aBonus());
  await ferry.store('lump_sum_payment.batch_create', bonuses);
  return ferry;
}

/** Kills the run when its first part is written. */
async function dieBehindFirstPart(): Promise<ExportWorld> {
  let dies = true;
  const ferry = await worldOf(async ({ operation, key, phase }) => {
    if (!dies || operation !== 'PutObject' || phase !== 'after' || !key.endsWith('/00000.json'))
      return 'pass';
    dies = false;
    await Promise.all(ferry.world.export.running().map((invocation) => invocation.kill()));
    return 'cut';
  });
  expect(await ferry.world.export.invoke(event)).toEqual({ kind: 'killed' });
  await endLease(ferry, query);
  return ferry;
}

async function snapshotOf(ferry: ExportWorld) {
  const { records, manifest } = await ferry.snapshot((await ferry.latest('nightly')).manifest);
  return {
    parts: manifest.files.map((file) => file.records),
    records: records.length,
    ids: new Set(records.map(({ id }) => id)).size,
  };
}

it('parts that other code has staged are made again, and each record stands in the snapshot once', async () => {
  await using ferry = await dieBehindFirstPart();
  await deploy('400');
  expect(await ferry.world.export.invoke(event)).toEqual(ended);
  expect(await snapshotOf(ferry)).toEqual({ parts: [400, 400, 300], records: 1100, ids: 1100 });
});

it('an invocation that finds parts staged by other code publishes those parts', async () => {
  const [reached, goes] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let holds = true;
  await using ferry = await worldOf(async ({ operation, key, phase }): Promise<Interception> => {
    if (holds && operation === 'PutObject' && phase === 'before' && key.endsWith('/staged.json')) {
      holds = false;
      reached.resolve();
      await goes.promise;
    }
    return 'pass';
  });
  const slow = ferry.world.export.invoke(event);
  try {
    await reached.promise;
    await endLease(ferry, query);
    await deploy('400');
    expect(await ferry.world.export.invoke(event)).toEqual(ended);
  } finally {
    goes.resolve();
  }
  expect(await slow).toEqual(ended);
  expect(await snapshotOf(ferry)).toEqual({ parts: [400, 400, 300], records: 1100, ids: 1100 });
});

it('parts that do not hold as many records as the run become no snapshot', async () => {
  await using ferry = await dieBehindFirstPart();
  const planKey = (await ferry.keys('exports/')).find((key) => key.endsWith('/plan.json')) ?? '';
  const plan = readJson((await ferry.read(planKey)).toString());
  await ferry.put(planKey, JSON.stringify({ ...(isJsonObject(plan) ? plan : {}), part_records: 400 }));
  await ferry.world.export.invoke(event);
  expect(await ferry.keys('snapshots/')).toEqual([]);
  expect(ferry.logs.filter(({ step }) => step === 'failed')).toMatchObject([
    { error: expect.stringContaining('hold 1300 records, and the run 1100') },
  ]);
});
