// Kills in the middle of a run: the next invocation continues it, or the run is given up.

import { expect, it } from 'vitest';

import { startPassThrough } from '../deliver/pass-through.ts';
import { aBonus } from '../../local/sandbox/test/payments.ts';
import { createDeaths } from './deaths.ts';
import { aMessage, endLease, eventOf, exportWorld, type ExportWorld } from './harness.ts';

const query = 'lump_sum_payment.query';
const create = 'lump_sum_payment.batch_create';
const anHourMs = 3_600_000;
const bonuses = (count: number) => Array.from({ length: count }, () => aBonus());
const ended = { kind: 'ok', result: { batchItemFailures: [] } };
it('a kill while a window is left at a token, or gone on with: the next delivery has all, once', async () => {
  let isDown = false;
  const upstream = { feishu: '' };
  const deaths = createDeaths(
    () => ferry,
    (what) => what.endsWith('.begun.json'),
  );
  await using feishu = await startPassThrough(
    () => upstream.feishu,
    async ({ path }) => (isDown && path.includes('page_token=') ? { status: 500, body: {} } : 'pass'),
  );
  await using ferry: ExportWorld = await exportWorld({
    world: { interceptS3: deaths.onS3 },
    settings: { FEISHU_BASE_URL: feishu.baseUrl },
  });
  upstream.feishu = ferry.sandbox.baseUrl;
  await ferry.sandbox.moveClock({ advance_ms: -anHourMs });
  await ferry.store(create, bonuses(1100));
  await ferry.sandbox.moveClock({ advance_ms: anHourMs });
  const stored = new Map((await ferry.query(query)).map((record) => [record.id, record]));

  const killed: string[] = [];
  for (let n = 0; ; n += 1) {
    const dataset = `kills-${n}`;
    const event = eventOf(aMessage({ dataset }));
    deaths.arm();
    isDown = true;
    await ferry.world.export.invoke(event);
    isDown = false;
    await ferry.world.export.invoke(event);
    const death = deaths.disarm();
    if (death !== undefined) {
      killed.push(death);
      await endLease(ferry, query);
      expect(await ferry.world.export.invoke(event), death).toEqual(ended);
    }
    const { records } = await ferry.snapshot((await ferry.latest(dataset)).manifest);
    expect(records, death).toHaveLength(1100);
    expect(new Map(records.map((record) => [record.id, record])), death).toEqual(stored);
    if (death === undefined) break;
  }
  const begun = 'PutObject exports/RUN/windows/create.begun.json';
  expect(killed).toEqual([
    `before ${begun}, 1`,
    `after ${begun}, 1`,
    `before ${begun}, 2`,
    `after ${begun}, 2`,
  ]);
}, 300_000);

it('a kill while a run is given up: the next delivery leaves its reason, and nothing under snapshots/', async () => {
  const deaths = createDeaths(
    () => ferry,
    (what) => what.includes('failed.json') || what.includes('DeleteObject'),
  );
  await using ferry: ExportWorld = await exportWorld({
    world: {
      interceptS3: async (request) =>
        request.operation === 'PutObject' && request.key.endsWith('/_manifest.json')
          ? 'fail'
          : deaths.onS3(request),
    },
    settings: { EXPORT_PART_RECORDS: '2' },
  });
  await ferry.store(create, bonuses(3));
  const part = 'snapshots/DATASET/dt/run=RUN/part-0000';
  const steps = [
    'PutObject exports/RUN/failed.json',
    `DeleteObject ${part}0.ndjson.gz`,
    `DeleteObject ${part}1.ndjson.gz`,
  ].flatMap((what) => [`before ${what}, 1`, `after ${what}, 1`]);
  const datasets = [...steps, 'no death'].map((_, n) => `kills-${n}`);
  for (const dataset of datasets) {
    await ferry.world.export.invoke(eventOf(aMessage({ dataset })));
    expect(await ferry.keys(`snapshots/${dataset}/`)).toHaveLength(2);
  }

  await ferry.world.export.redeploy({ ...ferry.world.env, PATIENCE_MS: '1' });
  const killed: (string | undefined)[] = [];
  for (const dataset of datasets) {
    const event = eventOf(aMessage({ dataset }));
    deaths.arm();
    await ferry.world.export.invoke(event);
    const death = deaths.disarm();
    killed.push(death);
    await endLease(ferry, query);
    expect(await ferry.world.export.invoke(event), death).toEqual(ended);
    expect(await ferry.keys(`snapshots/${dataset}/`), death).toEqual([]);
  }
  expect(killed).toEqual([...steps, undefined]);
  const reasons = (await ferry.keys('exports/')).filter((key) => key.endsWith('/failed.json'));
  expect(reasons).toHaveLength(datasets.length);
}, 300_000);
