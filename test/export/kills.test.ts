// Kills at each page and each write: before it takes effect, and after its whole effect. The redelivery of the message must
// end as without the kill.

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
it('a run that died and ends behind a later one does not take its place', async () => {
  let dies = true;
  await using ferry: ExportWorld = await exportWorld({
    world: {
      interceptS3: async ({ operation, key, phase }) => {
        if (!dies || operation !== 'PutObject' || phase !== 'before' || !key.endsWith('/read.json'))
          return 'pass';
        dies = false;
        await Promise.all(ferry.world.export.running().map((invocation) => invocation.kill()));
        return 'cut';
      },
    },
  });
  await ferry.store(create, bonuses(1));
  const earlier = eventOf(aMessage({ scheduled_at: '2026-11-20T02:00:00Z' }));
  expect(await ferry.world.export.invoke(earlier)).toEqual({ kind: 'killed' });
  await endLease(ferry, query);

  const later = await ferry.export(aMessage({ scheduled_at: '2026-11-20T03:00:00Z' }));
  const latest = await ferry.latest('nightly');
  expect(latest.run).toBe(later.manifest.run);
  expect(await ferry.world.export.invoke(earlier)).toMatchObject({ kind: 'ok' });
  const manifests = (await ferry.keys('snapshots/')).filter((key) => key.endsWith('_manifest.json'));
  expect(manifests).toHaveLength(2);
  expect(await ferry.latest('nightly')).toEqual(latest);
  await ferry.world.export.invoke(earlier);
  expect(await ferry.latest('nightly')).toEqual(latest);
});

it('a kill at every page and every write, and the next delivery: nothing missing, nothing twice, no run in part', async () => {
  const upstream = { feishu: '' };
  const deaths = createDeaths(() => ferry);
  await using feishu = await startPassThrough(() => upstream.feishu, deaths.onFeishu);
  await using ferry: ExportWorld = await exportWorld({
    world: { interceptS3: deaths.onS3 },
    settings: { FEISHU_BASE_URL: feishu.baseUrl, EXPORT_PART_RECORDS: '600' },
  });
  upstream.feishu = ferry.sandbox.baseUrl;
  await ferry.sandbox.moveClock({ advance_ms: -anHourMs });
  await ferry.store(create, bonuses(1100));
  await ferry.sandbox.moveClock({ advance_ms: anHourMs });
  await ferry.store(create, bonuses(1));
  const stored = new Map((await ferry.query(query)).map((record) => [record.id, record]));

  const killed: string[] = [];
  for (let n = 0; ; n += 1) {
    const dataset = `kills-${n}`;
    const event = eventOf(aMessage({ dataset }));
    deaths.arm();
    await ferry.world.export.invoke(event);
    const death = deaths.disarm();
    if (death !== undefined) {
      killed.push(death);
      await endLease(ferry, query);
      const outcome = await ferry.world.export.invoke(event);
      expect(outcome, death).toEqual(ended);
    }
    const told = death ?? 'nothing';
    const { manifest } = await ferry.latest(dataset);
    const { records, manifest: said } = await ferry.snapshot(manifest);
    expect(records, told).toHaveLength(1101);
    expect(new Map(records.map((record) => [record.id, record])), told).toEqual(stored);
    expect(
      (await ferry.keys(`snapshots/${dataset}/`)).map((key) => key.replace(/.*\//, '')),
      told,
    ).toEqual(['_latest.json', '_manifest.json', 'part-00000.ndjson.gz', 'part-00001.ndjson.gz']);
    expect(
      said.files.map((file) => file.records),
      told,
    ).toEqual([600, 501]);
    if (death === undefined) break;
  }
  for (const what of [
    'a page',
    'PutObject exports/leases/lump_sum_payment.query.json',
    'PutObject exports/RUN/plan.json',
    'PutObject exports/RUN/windows/create-chunk.ndjson.gz',
    'PutObject exports/RUN/windows/create.json',
    'PutObject exports/RUN/windows/modify-chunk.ndjson.gz',
    'PutObject exports/RUN/windows/modify.json',
    'PutObject exports/RUN/read.json',
    'PutObject exports/RUN/parts/CODE/00000.ndjson.gz',
    'PutObject exports/RUN/parts/CODE/00000.json',
    'PutObject exports/RUN/parts/CODE/00001.ndjson.gz',
    'PutObject exports/RUN/parts/CODE/00001.json',
    'PutObject exports/RUN/staged.json',
    'CopyObject snapshots/DATASET/dt/run=RUN/part-00000.ndjson.gz',
    'CopyObject snapshots/DATASET/dt/run=RUN/part-00001.ndjson.gz',
    'PutObject snapshots/DATASET/dt/run=RUN/_manifest.json',
    'PutObject snapshots/DATASET/_latest.json',
    'PutObject exports/RUN/effort.json',
  ])
    expect(killed).toEqual(expect.arrayContaining([`before ${what}, 1`, `after ${what}, 1`]));
  // 1,101 records are three pages. Records modified meanwhile are one more.
  expect(killed).toEqual(expect.arrayContaining(['before a page, 4', 'after a page, 4']));
}, 300_000);
