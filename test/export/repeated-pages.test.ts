// A page that comes again under a new token stands in the place of another: the run fails and says so, nothing is published, and the
// bookmark stays. A run after it reads everything.

import { describe, expect, it } from 'vitest';

import { failedJson } from '../../shared/run/failed.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import { aBonus } from '../../local/sandbox/test/payments.ts';
import { startPassThrough } from '../deliver/pass-through.ts';
import { aMessage, exportWorld, type ExportWorld } from './harness.ts';

const create = 'lump_sum_payment.batch_create';
const query = 'lump_sum_payment.query';
const anHourMs = 3_600_000;
const some = (count: number) => Array.from({ length: count }, () => aBonus());

async function storeLongAgo(ferry: ExportWorld, count: number): Promise<readonly string[]> {
  await ferry.sandbox.moveClock({ advance_ms: -24 * anHourMs });
  const ids = await ferry.store(create, some(count));
  await ferry.sandbox.moveClock({ advance_ms: 24 * anHourMs });
  return ids;
}

async function failureOf(ferry: ExportWorld) {
  const keys = (await ferry.keys('exports/')).filter((key) => key.endsWith('/failed.json'));
  expect(keys).toHaveLength(1);
  return failedJson.parse((await ferry.read(keys[0] ?? '')).toString());
}

const repeated = (times: number) => ({ next: [{ api: query, fault: 'repeated_page', times }] });

describe('a page that Feishu gives again', () => {
  it('fails the run, which says which page it is; the run after it holds all', async () => {
    await using ferry = await exportWorld();
    const ids = await storeLongAgo(ferry, 1700);
    await ferry.sandbox.setFaults(repeated(1));
    await ferry.ask(aMessage());
    await ferry.world.idle();

    const failed = await failureOf(ferry);
    expect(failed.reason.text).toMatch(
      /page 2 of lump_sum_payment\.query create_time-\S+ shows page 1 again, 500 of its 500/,
    );
    expect(failed.reason.text).toContain('the bookmark stays where it is');
    expect(failed.trouble).toMatchObject({ kind: 'repeated_page', log_id: expect.any(String) });
    expect(await ferry.keys('snapshots/')).toEqual([]);
    const { run, reason } = failed;
    expect(ferry.logs).toContainEqual(
      expect.objectContaining({ step: 'export_failed', run, reason: reason.text }),
    );
    // It is not tried again by itself.
    expect(ferry.logs.filter(({ step }) => step === 'handed_back')).toEqual([]);

    const next = await ferry.export(aMessage({ scheduled_at: '2026-11-21T02:00:00Z' }));
    expect(new Set(next.records.map(({ id }) => id))).toEqual(new Set(ids));
    expect(next.records).toHaveLength(1700);
  });

  it('leaves the bookmark where it was: the next run of changes reads from there', async () => {
    await using ferry = await exportWorld();
    await storeLongAgo(ferry, 3);
    const first = await ferry.export(aMessage());
    const created = await ferry.store(create, some(1200));
    await ferry.sandbox.setFaults(repeated(1));
    await ferry.ask(aMessage({ mode: 'changes', scheduled_at: '2026-11-21T02:00:00Z' }));
    await ferry.world.idle();
    expect((await failureOf(ferry)).reason.text).toContain('modify_time-');
    expect(await ferry.latest('nightly')).toMatchObject({
      run: first.manifest.run,
      bookmark: first.manifest.bookmark,
    });
    const next = await ferry.export(aMessage({ mode: 'changes', scheduled_at: '2026-11-22T02:00:00Z' }));
    expect(next.manifest).toMatchObject({ mode: 'changes' });
    expect(new Set(next.records.map(({ id }) => id))).toEqual(new Set(created));
  });

  it('is told where an invocation ended between the two', async () => {
    const upstream = { feishu: '' };
    /** By the filters of a list: how many messages had been handed back when its first page was asked for. */
    const begunAt = new Map<string, number>();
    let repeats = 1;
    await using feishu = await startPassThrough(
      () => upstream.feishu,
      async ({ path, phase, headers, body }) => {
        if (phase === 'after' || !path.includes('/query?')) return 'pass';
        const list = body.toString();
        const handedBack = ferry.logs.filter(({ step }) => step === 'handed_back').length;
        const isFirst = !path.includes('page_token=');
        if (isFirst) begunAt.set(list, handedBack);
        if (isFirst || repeats === 0 || begunAt.get(list) === handedBack) return 'pass';
        repeats -= 1;
        const { authorization = '', 'content-type': contentType = '' } = headers;
        const dataOf = async (asked: string) => {
          const init = { method: 'POST', headers: { authorization, 'content-type': contentType }, body };
          const answer: unknown = await (await fetch(upstream.feishu + asked, init)).json();
          return isJsonObject(answer) && isJsonObject(answer.data) ? answer.data : {};
        };
        const { records } = await dataOf(path.replace(/page_token=[^&]*&/, ''));
        return { status: 200, body: { code: 0, msg: '', data: { ...(await dataOf(path)), records } } };
      },
    );
    await using ferry: ExportWorld = await exportWorld({
      // Time for one page: with two, each invocation would cut the same window, and read its first pages again.
      world: { timeoutMs: 2600 },
      settings: {
        FEISHU_BASE_URL: feishu.baseUrl,
        FEISHU_CALLS_PER_SECOND: '1',
        FEISHU_CALL_TIMEOUT_MS: '1000',
      },
    });
    upstream.feishu = ferry.sandbox.baseUrl;
    await storeLongAgo(ferry, 4000);
    await ferry.ask(aMessage());
    await ferry.world.idle();
    expect(repeats).toBe(0);
    expect((await failureOf(ferry)).reason.text).toContain('again, 500 of its 500');
    expect(await ferry.keys('snapshots/')).toEqual([]);
  }, 120_000);
});

describe('records that come again, though Feishu does nothing wrong, are no failure:', () => {
  it('the newest come first, and a change moves some records to the next page', async () => {
    const upstream = { feishu: '' };
    // A list sorted by the newest change, whose tokens are numbers of records to skip. Records are changed between two pages.
    let list: JsonObject[] = [];
    let pages = 0;
    await using feishu = await startPassThrough(
      () => upstream.feishu,
      async ({ path, phase, body }) => {
        if (phase === 'after' || !path.includes('/lump_sum_payment/query?')) return 'pass';
        const filters = readJson(body.toString());
        const isOfChanges = isJsonObject(filters) && filters.modify_time_gte !== undefined;
        if (!isOfChanges) return 'pass';
        const at = Number(/page_token=(\d+)/.exec(path)?.[1] ?? 0);
        pages += 1;
        const records = list.slice(at, at + 500);
        const has_more = list.length > at + 500;
        const page_token = has_more ? String(at + 500) : '';
        // The last three are changed, and stand first from now on.
        const moved = list.slice(-3).map((record) => ({ ...record, modify_time: later() }));
        list = [...moved, ...list.slice(0, -3)];
        return { status: 200, body: { code: 0, msg: '', data: { has_more, page_token, records } } };
      },
    );
    const times = { next: Date.UTC(2027, 0, 1) };
    const later = () => new Date((times.next += 1000)).toISOString().slice(0, 19).replace('T', ' ');
    await using ferry = await exportWorld({
      settings: { FEISHU_BASE_URL: feishu.baseUrl, FEISHU_CALLS_PER_SECOND: '40' },
    });
    upstream.feishu = ferry.sandbox.baseUrl;
    // The last page of the list has three records, and they come from the page before it.
    await storeLongAgo(ferry, 1003);
    list = [...(await ferry.query(query))];
    const { records, manifest } = await ferry.export(aMessage());
    expect(pages).toBeGreaterThan(2);
    expect(manifest.dropped.repeats).toBeGreaterThan(0);
    expect(new Set(records.map(({ id }) => id)).size).toBe(1003);
  });
});
