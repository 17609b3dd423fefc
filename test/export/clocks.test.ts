// Feishu's clock and ours differ. Whatever an export compares with Feishu's times is Feishu's time, so nothing is lost between two
// runs, and the manifest says how far the clocks are apart.

import { afterEach, describe, expect, it } from 'vitest';

import type { Intercept, Interception } from '../../local/s3/intercept.ts';
import { runFeishuClockJson, type RunFeishuClock } from '../../shared/run/feishu-clock.ts';
import { must } from '../../shared/errors.ts';
import { aBonus, aBonusChange } from '../../local/sandbox/test/payments.ts';
import { startPassThrough } from '../deliver/pass-through.ts';
import type { FerryWorldOptions } from '../ferry-world.ts';
import { aMessage, endLease, eventOf, exportWorld, type ExportWorld } from './harness.ts';

const create = 'lump_sum_payment.batch_create';
const update = 'lump_sum_payment.batch_update';
const query = 'lump_sum_payment.query';
const aMinuteMs = 60_000;
const aDayMs = 24 * 60 * aMinuteMs;
const some = (count: number) => Array.from({ length: count }, () => aBonus());

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A world in which Feishu's clock is so far ahead of ours, with so many records of the day before. */
async function worldWith(
  aheadMs: number,
  count: number,
  options: FerryWorldOptions = {},
): Promise<{ readonly ferry: ExportWorld; readonly ids: readonly string[] }> {
  const ferry = await exportWorld(options);
  closing.push(async () => ferry[Symbol.asyncDispose]());
  await ferry.sandbox.moveClock({ advance_ms: aheadMs - aDayMs });
  const ids = await ferry.store(create, some(count));
  await ferry.sandbox.moveClock({ advance_ms: aDayMs });
  return { ferry, ids };
}

async function changeAll(ferry: ExportWorld, ids: readonly string[]): Promise<void> {
  const details = new Map(
    (await ferry.query('lump_sum_payment.query_detail')).map((detail) => [detail.record_id, detail.id]),
  );
  const records = ids.map((id) =>
    aBonusChange(id, String(details.get(id)), { total_amount: '5.00' }, { issuance_amount: '5.00' }),
  );
  const { code } = await ferry.call(update, { records });
  expect(code).toBe(0);
}

async function clockOf(ferry: ExportWorld): Promise<RunFeishuClock> {
  const keys = (await ferry.keys('exports/')).filter((key) => key.endsWith('/feishu-clock.json'));
  expect(keys).toHaveLength(1);
  return runFeishuClockJson.parse((await ferry.read(must(keys[0], 'the clock'))).toString());
}

const changes = aMessage({ mode: 'changes', scheduled_at: '2026-11-20T03:00:00Z' });

describe.each([
  ['ahead of', -15 * aMinuteMs, "our clock is about 15 minutes ahead of Feishu's"],
  ['behind', 15 * aMinuteMs, "Feishu's clock is about 15 minutes ahead of ours"],
])('our clock, 15 minutes %s that of Feishu,', (_, aheadMs, sentence) => {
  it('loses no record that was changed or created between two runs', async () => {
    const { ferry, ids } = await worldWith(aheadMs, 60);
    const feishuBeganMs = Date.now() + aheadMs;
    const full = await ferry.export(aMessage());
    expect(full.records).toHaveLength(60);
    const changed = ids.slice(0, 40);
    await changeAll(ferry, changed);
    const created = await ferry.store(create, some(3));
    const { records, manifest } = await ferry.export(changes);
    expect(new Set(records.map(({ id }) => id))).toEqual(new Set([...changed, ...created]));
    expect(records).toHaveLength(43);

    // The bookmark is Feishu's time, and not later than the reading began. A `Date` has whole seconds.
    const bookmarkMs = Date.parse(full.manifest.bookmark);
    expect(bookmarkMs).toBeGreaterThan(feishuBeganMs - 2000);
    expect(bookmarkMs).toBeLessThan(feishuBeganMs + 10_000);
    expect(Date.parse(full.manifest.started_at) - bookmarkMs).toBeGreaterThan(-aheadMs - 10_000);
    expect((await ferry.latest('nightly')).bookmark).toBe(manifest.bookmark);
  });

  it('is told in the manifest and in the log, with what follows', async () => {
    const { ferry } = await worldWith(aheadMs, 1);
    const { manifest } = await ferry.export(aMessage());
    expect(manifest.clocks_differ?.text).toContain(sentence);
    expect(Math.abs((manifest.feishu_ahead_seconds ?? 0) - aheadMs / 1000)).toBeLessThanOrEqual(2);
    const told = ferry.logs.filter(({ step }) => step === 'clocks_differ');
    expect(told).toMatchObject([{ run: manifest.run, feishu_ahead_ms: expect.any(Number) }]);
  });
});

describe('the clock of Feishu', () => {
  it('bounds a full run too: what was changed while it went on is in the next run of changes', async () => {
    // Our clock is ahead. The records are changed between the plan of the run and its last page.
    const settings = { EXPORT_OVERLAP_MS: '0' };
    let [ferry, before]: [ExportWorld | undefined, readonly string[]] = [undefined, []];
    let waits = true;
    const interceptS3: Intercept = async ({ operation, key, phase }): Promise<Interception> => {
      const isLastOfReading = operation === 'PutObject' && key.endsWith('/read.json') && phase === 'before';
      if (!waits || !isLastOfReading) return 'pass';
      waits = false;
      await changeAll(must(ferry, 'the world'), before);
      return 'pass';
    };
    ({ ferry, ids: before } = await worldWith(-15 * aMinuteMs, 40, { settings, world: { interceptS3 } }));
    await ferry.export(aMessage());
    expect(waits).toBe(false);
    const { records } = await ferry.export(changes);
    expect(new Set(records.map(({ id }) => id))).toEqual(new Set(before));
  });

  it('is kept: an invocation on a machine with another clock goes on with it', async () => {
    let dies = true;
    const { ferry, ids } = await worldWith(-15 * aMinuteMs, 5, {
      world: {
        interceptS3: async ({ operation, key, phase }) => {
          if (!dies || operation !== 'PutObject' || phase !== 'after') return 'pass';
          if (!key.endsWith('/feishu-clock.json')) return 'pass';
          dies = false;
          await Promise.all(ferry.world.export.running().map((invocation) => invocation.kill()));
          return 'cut';
        },
      },
    });
    const event = eventOf(aMessage());
    expect(await ferry.world.export.invoke(event)).toEqual({ kind: 'killed' });
    const kept = await clockOf(ferry);
    expect(await ferry.sandbox.calls({ api: query })).toEqual([]);
    await endLease(ferry, query);
    // For the next invocation Feishu's clock is 45 minutes ahead of its own.
    await ferry.sandbox.moveClock({ advance_ms: 60 * aMinuteMs });
    expect(await ferry.world.export.invoke(event)).toMatchObject({ kind: 'ok' });
    const { manifest, records } = await ferry.snapshot((await ferry.latest('nightly')).manifest);
    expect(await clockOf(ferry)).toEqual(kept);
    expect(manifest.bookmark).toBe(kept.began_at);
    expect(manifest.clocks_differ?.text).toContain('our clock is about 15 minutes ahead');
    expect(new Set(records.map(({ id }) => id))).toEqual(new Set(ids));
  });

  it('is not told where it differs by less than ten minutes', async () => {
    const { ferry } = await worldWith(-9 * aMinuteMs, 1);
    const { manifest } = await ferry.export(aMessage());
    expect(manifest).not.toHaveProperty('clocks_differ');
    expect(Math.abs((manifest.feishu_ahead_seconds ?? 0) + 9 * 60)).toBeLessThanOrEqual(2);
    expect(ferry.logs.filter(({ step }) => step === 'clocks_differ')).toEqual([]);
  });

  it('is unknown where no answer shows it: our clock holds, less five seconds, and the manifest says that it was not measured', async () => {
    const upstream = { baseUrl: '' };
    const feishu = await startPassThrough(
      () => upstream.baseUrl,
      () => Promise.resolve('pass'),
      { sendsDate: false },
    );
    closing.push(async () => feishu[Symbol.asyncDispose]());
    const { ferry, ids } = await worldWith(0, 3, { settings: { FEISHU_BASE_URL: feishu.baseUrl } });
    upstream.baseUrl = ferry.sandbox.baseUrl;
    const { manifest, records } = await ferry.export(aMessage());
    expect(manifest).toMatchObject({ feishu_ahead_seconds: null });
    const beforeMs = Date.parse(manifest.started_at) - Date.parse(manifest.bookmark);
    expect(beforeMs).toBeLessThanOrEqual(5000);
    expect(beforeMs).toBeGreaterThan(0);
    expect(await clockOf(ferry)).toMatchObject({ difference_ms: null });
    expect(new Set(records.map(({ id }) => id))).toEqual(new Set(ids));
  });

  it('is not kept before a token is there: the run waits as before, and reads no page', async () => {
    const { ferry } = await worldWith(0, 1, { settings: { BACK_OFF_MS: '20' } });
    const token = 'auth.tenant_access_token';
    await ferry.sandbox.setFaults({ next: [{ api: token, fault: 'cut_before', times: 1000 }] });
    const event = eventOf(aMessage());
    expect(await ferry.world.export.invoke(event)).toMatchObject({
      kind: 'ok',
      result: { batchItemFailures: [{ itemIdentifier: 'm' }] },
    });
    expect((await ferry.keys('exports/')).filter((key) => key.includes('feishu-clock'))).toEqual([]);
    expect(await ferry.sandbox.calls({ api: query })).toEqual([]);
    expect(ferry.logs).toContainEqual(expect.objectContaining({ step: 'handed_back', why: 'outage' }));
    await ferry.sandbox.setFaults({ next: [] });
    expect(await ferry.world.export.invoke(event)).toMatchObject({ result: { batchItemFailures: [] } });
    expect((await clockOf(ferry)).difference_ms).not.toBeNull();
  });
});
