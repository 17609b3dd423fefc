// The reason why a run waits is in the log line of the hand-back. With Feishu's words it is also beside the cost of the
// run. When the patience ends, failed.json gives the same reason.

import { setTimeout as pause } from 'node:timers/promises';

import { afterEach, describe, expect, it } from 'vitest';

import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import { startPassThrough } from '../deliver/pass-through.ts';
import type { FerryWorldOptions } from '../ferry-world.ts';
import { aBonus } from '../../local/sandbox/test/payments.ts';
import { respond, scriptedFeishu, type Script } from '../scripted-feishu.ts';
import { aMessage, exportWorld, type ExportWorld } from './harness.ts';

const query = 'lump_sum_payment.query';
const sentence = 'the tenant of ou_person is frozen';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function openWorld(options: FerryWorldOptions = {}): Promise<ExportWorld> {
  const ferry = await exportWorld(options);
  closing.push(async () => ferry[Symbol.asyncDispose]());
  return ferry;
}

/** The sandbox, with this many empty pages at the beginning of each list. Windows are as for ten calls a second. */
async function openWorldOfEmptyPages(
  empty: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<ExportWorld> {
  const upstream = { baseUrl: '' };
  const feishu = await startPassThrough(
    () => upstream.baseUrl,
    async ({ path, phase, headers, body }) => {
      if (phase === 'after' || !path.includes('/query')) return 'pass';
      const [token, number = '0'] = /page_token=empty-(\d+)&/.exec(path) ?? [];
      if (token === undefined && path.includes('page_token=')) return 'pass';
      if (Number(number) < empty) {
        const data = { has_more: true, page_token: `empty-${Number(number) + 1}`, records: [] };
        return { status: 200, body: { code: 0, msg: 'success', data } };
      }
      // The sandbox does not know the tokens of the empty pages, so they are removed for its first page.
      const { authorization = '', 'content-type': contentType = '' } = headers;
      const first = await fetch(upstream.baseUrl + path.replace(token ?? '', ''), {
        method: 'POST',
        headers: { authorization, 'content-type': contentType },
        body,
      });
      const answer: unknown = await first.json();
      return { status: first.status, body: isJsonObject(answer) ? answer : {} };
    },
  );
  closing.push(async () => feishu[Symbol.asyncDispose]());
  const ferry = await openWorld({
    settings: { FEISHU_BASE_URL: feishu.baseUrl, FEISHU_CALLS_PER_SECOND: '40', ...settings },
  });
  upstream.baseUrl = ferry.sandbox.baseUrl;
  return ferry;
}

async function handedBack(ferry: ExportWorld): Promise<JsonObject> {
  for (;;) {
    const line = ferry.logs.find(({ step }) => step === 'handed_back');
    if (line) return line;
    await pause(10);
  }
}

async function readObject(ferry: ExportWorld, key: string): Promise<JsonObject> {
  const read = readJson((await ferry.read(key)).toString());
  return isJsonObject(read) ? read : {};
}

const noSuchPage: Script = (response) => response.writeHead(404).end('404 page not found');
const nobodyKnows: Script = (response) =>
  respond(response, 400, { code: 1234567, msg: sentence }, { 'x-tt-logid': 'L-7' });
const bentRecord: Script = (response) =>
  respond(response, 200, { code: 0, data: { has_more: false, records: [{ id: '1' }, { id: 7 }] } });

describe('what a run goes back to the queue for', () => {
  it.each<[string, Script, JsonObject, JsonObject]>([
    [
      'an address that is not that of the API: its HTTP status',
      noSuchPage,
      { kind: 'broken', how: 'no_json', status: 404, field: 'code' },
      {},
    ],
    [
      'a code that nobody knows: its sentence and its log id',
      nobodyKnows,
      { kind: 'unknown_code', status: 400, code: 1234567, log_id: 'L-7' },
      { message: sentence },
    ],
    [
      'a page that cannot be read: the field',
      bentRecord,
      { kind: 'broken', how: 'bent', status: 200, code: 0, field: 'data.records.1.id' },
      {},
    ],
  ])('%s', async (_, script, facts, words) => {
    const feishu = await scriptedFeishu(Array.from({ length: 1000 }, () => script));
    closing.push(async () => feishu[Symbol.asyncDispose]());
    const ferry = await openWorld({ settings: { FEISHU_BASE_URL: feishu.baseUrl } });
    await ferry.ask(aMessage());
    const line = await handedBack(ferry);
    expect(line).toMatchObject({ run: expect.stringContaining('nightly'), why: 'outage', ...facts });
    expect(await readObject(ferry, `exports/${String(line.run)}/effort.json`)).toMatchObject({
      trouble: { ...facts, ...words, at_ms: expect.any(Number) },
    });
    expect(ferry.logs).toContainEqual(expect.objectContaining({ step: 'cut_off', ...facts }));
    expect(JSON.stringify(ferry.logs)).not.toContain(sentence);
  });

  it('no connection: with its cause', async () => {
    const gone = await scriptedFeishu([]);
    await gone[Symbol.asyncDispose]();
    const ferry = await openWorld({ settings: { FEISHU_BASE_URL: gone.baseUrl } });
    await ferry.ask(aMessage());
    expect(await handedBack(ferry)).toMatchObject({
      why: 'outage',
      kind: 'unreachable',
      cause: 'ECONNREFUSED',
    });
  });

  it('"too many calls" for ever: that, and not a time that was over; the run goes on when it ends', async () => {
    const ferry = await openWorld();
    await ferry.store('lump_sum_payment.batch_create', [aBonus(), aBonus()]);
    await ferry.sandbox.setFaults({
      next: [{ api: query, fault: 'throttled', times: 1_000_000 }],
      throttle_ms: 1,
    });
    await ferry.ask(aMessage());
    expect(await handedBack(ferry)).toMatchObject({ why: 'outage', kind: 'throttled', code: 99991400 });
    await ferry.sandbox.setFaults({ next: [] });
    await ferry.world.idle();
    const { records } = await ferry.snapshot((await ferry.latest('nightly')).manifest);
    expect(records).toHaveLength(2);
  });
});

describe('empty pages', () => {
  it('without end send the run back for that reason, and are the reason when its patience is over', async () => {
    const ferry = await openWorldOfEmptyPages(Infinity, { PATIENCE_MS: '3000', BACK_OFF_MS: '1' });
    await ferry.ask(aMessage());
    const line = await handedBack(ferry);
    expect(line).toMatchObject({ why: 'outage', kind: 'empty_pages' });
    await ferry.world.idle();
    const failed = await readObject(ferry, `exports/${String(line.run)}/failed.json`);
    expect(failed).toMatchObject({
      reason: { text: expect.stringMatching(/PATIENCE_MS.*its last trouble, at 20\S+Z: empty_pages/) },
      trouble: { kind: 'empty_pages', at_ms: expect.any(Number) },
    });
    expect(await ferry.keys('snapshots/')).toEqual([]);
  });

  it('before the records are read through, and nothing is missing', async () => {
    const ferry = await openWorldOfEmptyPages(1);
    await ferry.store(
      'lump_sum_payment.batch_create',
      Array.from({ length: 1100 }, () => aBonus()),
    );
    const { records, manifest } = await ferry.export(aMessage());
    expect(records).toHaveLength(1100);
    expect(manifest).not.toHaveProperty('trouble');
    expect(ferry.logs.find(({ step }) => step === 'handed_back')).toBeUndefined();
  });

  it('that are too many for one try are behind the run in the next: it goes on after them', async () => {
    const ferry = await openWorldOfEmptyPages(8, { BACK_OFF_MS: '20', FEISHU_CALLS_PER_SECOND: '100' });
    await ferry.store(
      'lump_sum_payment.batch_create',
      Array.from({ length: 1100 }, () => aBonus()),
    );
    const { records } = await ferry.export(aMessage());
    expect(records).toHaveLength(1100);
    const kinds = ferry.logs.filter(({ step }) => step === 'handed_back').map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['empty_pages']));
  });
});
