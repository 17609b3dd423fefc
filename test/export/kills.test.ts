// Whatever dies wherever: at each page and each write, before it has any effect and after it had all of it. The next
// delivery of the message ends as if nothing had happened.

import { expect, it } from 'vitest';

import type { Interception, InterceptedRequest } from '../../local/s3/intercept.ts';
import { startPassThrough, type PassedRequest } from '../deliver/pass-through.ts';
import { aBonus } from '../sandbox/payments.ts';
import { aMessage, endLease, eventOf, exportWorld, type ExportWorld } from './harness.ts';

const query = 'lump_sum_payment.query';
const anHourMs = 3_600_000;
/** A kind of step that comes more often is died at once, a page twice: to begin with, and with others in flight. */
const mostDeaths = (what: string) => (what.endsWith('a page') ? 2 : 1);

interface Deaths {
  arm(): void;
  /** The step at which the run died. */
  disarm(): string | undefined;
  readonly onS3: (request: InterceptedRequest) => Promise<Interception>;
  readonly onFeishu: (request: PassedRequest) => Promise<'pass' | 'cut'>;
}

function createDeaths(world: () => ExportWorld): Deaths {
  const died = new Set<string>();
  let steps: string[] = [];
  let armed = false;
  let killed: string | undefined;

  async function step(what: string): Promise<'pass' | 'cut'> {
    if (!armed || killed !== undefined) return 'pass';
    steps.push(what);
    const times = steps.filter((done) => done === what).length;
    const death = `${what}, ${times}`;
    if (times > mostDeaths(what) || died.has(death)) return 'pass';
    died.add(death);
    killed = death;
    await Promise.all(
      world()
        .world.export.running()
        .map((invocation) => invocation.kill()),
    );
    return 'cut';
  }

  return {
    arm() {
      [steps, armed, killed] = [[], true, undefined];
    },
    disarm() {
      armed = false;
      return killed;
    },
    async onS3({ operation, key, phase }) {
      const writes = operation === 'PutObject' || operation === 'CopyObject';
      return writes ? step(`${phase} ${operation} ${kindOf(key)}`) : 'pass';
    },
    onFeishu: async ({ path, phase }) => (path.includes('/query?') ? step(`${phase} a page`) : 'pass'),
  };
}

/** The same for each run and window. */
function kindOf(key: string): string {
  return key
    .replace(/\d{8}T\d{6}Z-[\w-]+-[0-9a-f]{16}/, 'RUN')
    .replace(/kills-\d+/, 'DATASET')
    .replace(/dt=[\d-]+/, 'dt')
    .replace(
      /(create|modify)_time-[^.]+?(-\d{5}-[0-9a-f]{8})?\./,
      (_, axis, chunk) => `${axis}${chunk ? '-chunk' : ''}.`,
    )
    .replace(/-[0-9a-f]{8}\./, '.');
}

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
  await ferry.store('lump_sum_payment.batch_create', [aBonus()]);
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
  await ferry.store(
    'lump_sum_payment.batch_create',
    Array.from({ length: 1100 }, () => aBonus()),
  );
  await ferry.sandbox.moveClock({ advance_ms: anHourMs });
  await ferry.store('lump_sum_payment.batch_create', [aBonus()]);
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
      expect(outcome, death).toEqual({ kind: 'ok', result: { batchItemFailures: [] } });
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
    'PutObject exports/RUN/plan.json',
    'PutObject exports/RUN/windows/create-chunk.ndjson.gz',
    'PutObject exports/RUN/windows/create.json',
    'PutObject exports/RUN/windows/modify.json',
    'PutObject exports/RUN/read.json',
    'PutObject exports/RUN/parts/00000.ndjson.gz',
    'PutObject exports/RUN/parts/00000.json',
    'PutObject exports/RUN/staged.json',
    'CopyObject snapshots/DATASET/dt/run=RUN/part-00000.ndjson.gz',
    'PutObject snapshots/DATASET/dt/run=RUN/_manifest.json',
    'PutObject snapshots/DATASET/_latest.json',
  ])
    expect(killed).toEqual(expect.arrayContaining([`before ${what}, 1`, `after ${what}, 1`]));
}, 240_000);
