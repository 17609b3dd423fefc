// The reason why a batch waits is in the log line of the hand-back. With Feishu's words it is also in the journal, where a
// person can read it.

import { setTimeout as pause } from 'node:timers/promises';

import { afterEach, describe, expect, it } from 'vitest';

import type { Interception } from '../../local/s3/intercept.ts';
import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import type { FerryWorldOptions } from '../ferry-world.ts';
import { aBonus } from '../../local/sandbox/test/payments.ts';
import { respond, scriptedFeishu, type Script } from '../scripted-feishu.ts';
import { deliverWorld, type DeliverWorld } from './harness.ts';
import { startPassThrough, type PassedRequest, type Passing } from './pass-through.ts';

const create = lumpSumCreate.name;
const sentence = 'the tenant of ou_person is frozen';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/**
 * A back-off so long that one bad call does not make deliver stop calling, also on a slow machine. A hand-back of ten seconds
 * lasts a tenth of a second here.
 */
const patient = { BACK_OFF_MS: '10000' };

async function openWorld(options: FerryWorldOptions = {}): Promise<DeliverWorld> {
  const ferry = await deliverWorld({ ...options, settings: { ...patient, ...options.settings } });
  closing.push(async () => ferry[Symbol.asyncDispose]());
  return ferry;
}

/** A server in front of a sandbox without faults. */
async function openWorldBehind(
  onRequest: (request: PassedRequest) => Passing,
  options: FerryWorldOptions = {},
): Promise<DeliverWorld> {
  const upstream = { baseUrl: '' };
  const feishu = await startPassThrough(
    () => upstream.baseUrl,
    (request) => Promise.resolve(onRequest(request)),
  );
  closing.push(async () => feishu[Symbol.asyncDispose]());
  const settings = { FEISHU_BASE_URL: feishu.baseUrl, ...options.settings };
  const ferry = await openWorld({ ...options, settings });
  upstream.baseUrl = ferry.sandbox.baseUrl;
  return ferry;
}

async function lineOf(ferry: DeliverWorld, fits: (line: JsonObject) => boolean): Promise<JsonObject> {
  for (;;) {
    const line = ferry.logs.find(fits);
    if (line) return line;
    await pause(10);
  }
}

const isOutage = ({ step, why }: JsonObject) =>
  step === 'handed_back' && (why === 'outage' || why === 'broken');

async function bookOf(ferry: DeliverWorld, { job, batch }: JsonObject): Promise<JsonObject> {
  const key = `jobs/${String(job)}/journal/${String(batch).padStart(5, '0')}.json`;
  const book = readJson(await ferry.read(key));
  return isJsonObject(book) ? book : {};
}

const noSuchPage: Script = (response) => response.writeHead(404).end('404 page not found');
const nobodyKnows: Script = (response) =>
  respond(response, 400, { code: 1234567, msg: sentence }, { 'x-tt-logid': 'L-7' });
const noResults: Script = (response, { path }) =>
  respond(response, 200, {
    code: 0,
    msg: 'success',
    data: path.includes('/query') ? { has_more: false, records: [] } : {},
  });
const bentRecord: Script = (response, { path, body }) =>
  path.includes('/query')
    ? respond(response, 200, { code: 0, data: { has_more: false, records: [{ id: 7, sent: body }] } })
    : respond(response, 500, { code: 2290002, msg: sentence });
const half: Script = (response) => {
  response.writeHead(200, { 'content-length': '1000', 'x-tt-logid': 'L-8' });
  response.write('{"code":0,', () => response.destroy());
};
const failing: Script = (response) =>
  respond(response, 500, { code: 2290002, msg: sentence }, { 'x-tt-logid': 'L-9' });

describe('what a batch goes back to the queue for', () => {
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
      'an answer to a look-up that cannot be read: the field',
      bentRecord,
      { kind: 'broken', how: 'bent', status: 200, code: 0, field: 'data.records.0.id' },
      {},
    ],
    [
      'an answer that breaks off: that it had begun',
      half,
      { kind: 'unanswered', how: 'cut_off', status: 200, log_id: 'L-8' },
      {},
    ],
    [
      'no answer in time: how long it was waited for',
      () => undefined,
      { kind: 'unanswered', how: 'timeout', waited_ms: expect.any(Number) },
      {},
    ],
    [
      'a failure of Feishu: its code and its sentence',
      failing,
      { kind: 'broken', status: 500, code: 2290002, log_id: 'L-9' },
      { message: sentence },
    ],
  ])('%s', async (_, script, facts, words) => {
    const feishu = await scriptedFeishu(Array.from({ length: 1000 }, () => script));
    closing.push(async () => feishu[Symbol.asyncDispose]());
    const ferry = await openWorld({ settings: { FEISHU_BASE_URL: feishu.baseUrl } });
    await ferry.drop(create, [aBonus()]);
    const line = await lineOf(ferry, isOutage);
    const { trouble } = await bookOf(ferry, line);
    expect(line).toMatchObject({ job: expect.stringContaining('records'), batch: 0, ...facts });
    expect(trouble).toMatchObject({ ...facts, ...words, at_ms: expect.any(Number) });
    expect(JSON.stringify(ferry.logs)).not.toContain(sentence);
    expect(JSON.stringify(ferry.logs)).not.toContain('ou_');
  });

  it('an answer to a call that cannot be read: the field', async () => {
    const feishu = await scriptedFeishu(Array.from({ length: 1000 }, () => noResults));
    closing.push(async () => feishu[Symbol.asyncDispose]());
    // With this back-off deliver stops calling after one bad call.
    const ferry = await openWorld({ settings: { FEISHU_BASE_URL: feishu.baseUrl, BACK_OFF_MS: '1' } });
    await ferry.drop(create, [aBonus()]);
    const line = await lineOf(ferry, isOutage);
    const unread = { kind: 'broken', how: 'missing', status: 200, code: 0, field: 'data.operate_results' };
    expect(line).toMatchObject(unread);
    expect(await bookOf(ferry, line)).toMatchObject({ trouble: unread });
  });

  it('no connection: with its cause, and nothing was sent', async () => {
    const gone = await scriptedFeishu([]);
    await gone[Symbol.asyncDispose]();
    const ferry = await openWorld({ settings: { FEISHU_BASE_URL: gone.baseUrl } });
    await ferry.drop(create, [aBonus()]);
    const line = await lineOf(ferry, isOutage);
    const book = await bookOf(ferry, line);
    expect(line).toMatchObject({
      job: expect.any(String),
      batch: 0,
      kind: 'unreachable',
      cause: 'ECONNREFUSED',
    });
    expect(book).toMatchObject({
      trouble: { kind: 'unreachable', cause: 'ECONNREFUSED' },
      released: true,
      records: [{ state: { at: 'unsent', attempted: false } }],
    });
  });

  it('a token request that is answered by a page: its HTTP status', async () => {
    const page: Script = (response) => response.writeHead(404).end('404 page not found');
    const feishu = await scriptedFeishu(
      [],
      Array.from({ length: 1000 }, () => page),
    );
    closing.push(async () => feishu[Symbol.asyncDispose]());
    const ferry = await openWorld({ settings: { FEISHU_BASE_URL: feishu.baseUrl } });
    await ferry.drop(create, [aBonus()]);
    expect(await lineOf(ferry, isOutage)).toMatchObject({ kind: 'broken', status: 404, how: 'no_json' });
  });

  it('a step of our own: the name of its error, and not Feishu', async () => {
    const isBatch = /^jobs\/.*\/batches\//;
    const ferry = await openWorld({
      world: {
        interceptS3: ({ operation, key, phase }): Interception =>
          operation === 'GetObject' && phase === 'before' && isBatch.test(key) ? 'fail' : 'pass',
      },
    });
    await ferry.drop(create, [aBonus()]);
    const line = await lineOf(ferry, isOutage);
    expect(line).toMatchObject({ job: expect.any(String), batch: 0, kind: 'failed', cause: 'InternalError' });
    expect(ferry.logs.find(({ step }) => step === 'failed')).toBeDefined();
    expect(ferry.logs.find(({ step }) => step === 'call')).toBeUndefined();
  });

  it('another invocation that is at it is no outage of Feishu', async () => {
    const ferry = await openWorld();
    const job = await ferry.deliver(create, [aBonus()], 'approval=required/');
    const book = {
      v: 2,
      by: 'another',
      taken_ms: Date.now(),
      since_ms: Date.now(),
      released: false,
      records: [],
      group_size: 500,
    };
    await ferry.put(`jobs/${job}/journal/00000.json`, JSON.stringify(book));
    await ferry.put(`jobs/${job}/approved`, '');
    const line = await lineOf(ferry, ({ step }) => step === 'handed_back');
    expect(line).toMatchObject({ job, batch: 0, why: 'held', delay_ms: expect.any(Number) });
    expect(line).not.toHaveProperty('kind');
  });
});

describe('a result of one record that cannot be read', () => {
  it('is in the log and in the journal with its field, and the record is looked up', async () => {
    let unread = 0;
    const ferry = await openWorldBehind(({ path, phase, body }) => {
      if (phase === 'before' || !path.includes('batch_create') || unread > 0) return 'pass';
      unread += 1;
      const { records } = JSON.parse(body.toString());
      const results = [{ unique_id: records[0].unique_id, id: '1', code: '0' }];
      return { status: 200, body: { code: 0, msg: 'success', data: { operate_results: results } } };
    });
    const job = await ferry.deliver(create, [aBonus()]);
    const bent = { field: 'data.operate_results.0.code' };
    expect(await ferry.statuses(job)).toEqual(['created']);
    expect(await bookOf(ferry, { job, batch: 0 })).toMatchObject({
      trouble: { kind: 'broken', how: 'bent', ...bent },
    });
    expect(ferry.logs).toContainEqual(
      expect.objectContaining({ step: 'call', kind: 'accepted', why: 'bent', ...bent }),
    );
  });
});

describe('a refusal while an earlier call is open', () => {
  it('is not the end of the record: it is looked up, and told as what the earlier call made of it', async () => {
    let [creates, looks] = [0, 0];
    const ferry = await openWorldBehind(
      ({ path, phase, body }) => {
        if (path.includes('/query') && phase === 'before') {
          looks += 1;
          // Feishu does not show it yet.
          if (looks === 1)
            return { status: 200, body: { code: 0, msg: 'success', data: { has_more: false, records: [] } } };
        }
        if (!path.includes('batch_create')) return 'pass';
        if (phase === 'before') creates += 1;
        if (creates === 1) return phase === 'after' ? 'cut' : 'pass';
        const { unique_id } = JSON.parse(body.toString()).records[0];
        const results = [{ unique_id, code: 21270223, message: 'Employee does not exist' }];
        return { status: 200, body: { code: 0, msg: 'success', data: { operate_results: results } } };
      },
      { settings: { LOOK_AGAIN_MS: '50' } },
    );
    const job = await ferry.deliver(create, [aBonus()]);
    expect(await ferry.statuses(job)).toEqual(['created']);
    expect({ creates, looks }).toEqual({ creates: 2, looks: 2 });
    expect(await ferry.sandbox.records()).toHaveLength(1);
  });
});

/** Fields in another form that nobody needs to tell what became of a payment. */
const bentFields = { apply_source: 'seven', return_amount_after_tax: 5, issuance_detail_text: 'none' };

describe('a look-up whose details have no id, and whose other fields have another form', () => {
  it.each([
    ['as ever', '2999-01-01 00:00:00', 'created'],
    ['with a zone', '2999-01-01T00:00:00Z', 'created'],
    ['in digits', '4102444800', 'created'],
    ['not at all', undefined, 'created'],
    ['from before this job, with a zone', '2020-01-01T00:00:00.000+08:00', 'already_exists'],
  ])('shows what became of the record, with a time of creation %s', async (_, createTime, status) => {
    const sent: JsonObject[] = [];
    let looks = 0;
    const ferry = await openWorldBehind(({ path, phase, body }) => {
      if (path.includes('/query') && phase === 'before') {
        looks += 1;
        const records = sent.map((record) => ({
          ...record,
          ...bentFields,
          id: '7',
          create_time: createTime,
        }));
        return { status: 200, body: { code: 0, msg: 'success', data: { has_more: false, records } } };
      }
      if (phase === 'before' || !path.includes('batch_create')) return 'pass';
      sent.push(...JSON.parse(body.toString()).records);
      return 'cut';
    });
    const job = await ferry.deliver(create, [aBonus()]);
    expect(await ferry.statuses(job)).toEqual([status]);
    expect(sent).toHaveLength(1);
    expect(looks).toBe(1);
  });
});

describe('"too many calls" for ever', () => {
  it('is an outage with that reason and not a time that was over; nothing is lost, and it is sent once when it ends', async () => {
    const ferry = await openWorld();
    await ferry.sandbox.setFaults({
      next: [{ api: create, fault: 'throttled', times: 1_000_000 }],
      throttle_ms: 1,
    });
    const delivered = ferry.deliver(create, [aBonus(), aBonus()]);
    const line = await lineOf(ferry, ({ step }) => step === 'handed_back');
    expect(line).toMatchObject({ why: 'outage', kind: 'throttled', code: 99991400, batch: 0 });
    expect(await bookOf(ferry, line)).toMatchObject({
      trouble: { kind: 'throttled', code: 99991400, log_id: expect.any(String) },
      records: [{ state: { at: 'unsent', attempted: false } }, { state: { at: 'unsent', attempted: false } }],
    });
    await ferry.sandbox.setFaults({ next: [] });
    expect(await ferry.statuses(await delivered)).toEqual(['created', 'created']);
    expect(await ferry.sandbox.records()).toHaveLength(2);
  });

  it('of look-ups leaves the records in doubt, and they are found when it ends', async () => {
    const ferry = await openWorld();
    await ferry.sandbox.setFaults({
      next: [
        { api: create, fault: 'cut_after' },
        { api: 'lump_sum_payment.query', fault: 'throttled', times: 1_000_000 },
      ],
      throttle_ms: 1,
    });
    const delivered = ferry.deliver(create, [aBonus()]);
    const line = await lineOf(ferry, ({ step }) => step === 'handed_back');
    expect(line).toMatchObject({ why: 'outage', kind: 'throttled', code: 99991400 });
    expect(await bookOf(ferry, line)).toMatchObject({ records: [{ state: { at: 'in_doubt' } }] });
    await ferry.sandbox.setFaults({ next: [] });
    expect(await ferry.statuses(await delivered)).toEqual(['created']);
    expect(await ferry.sandbox.records()).toHaveLength(1);
  });
});

describe('a look-up that is answered by empty pages without end', () => {
  it.each([
    ['as many as are borne', { LANES: '1' }, 10_000],
    ['as many as the rare turns of many lanes allow', { LANES: '20' }, 2500],
  ])('leaves the records in doubt (%s), and they are found when it ends', async (_, settings, timeoutMs) => {
    let [pages, isEndless, lost] = [0, true, false];
    const ferry = await openWorldBehind(
      ({ path, phase }) => {
        if (phase === 'after' && path.includes('batch_create') && !lost) {
          lost = true;
          return 'cut';
        }
        if (phase === 'after' || !path.includes('/query') || !isEndless) return 'pass';
        pages += 1;
        const data = { has_more: true, page_token: `t${pages}`, records: [] };
        return { status: 200, body: { code: 0, msg: 'success', data } };
      },
      { settings, world: { timeoutMs } },
    );
    const delivered = ferry.deliver(create, [aBonus()]);
    const line = await lineOf(ferry, ({ step }) => step === 'handed_back');
    expect(line).toMatchObject({ why: 'broken', kind: 'empty_pages', batch: 0 });
    expect(await bookOf(ferry, line)).toMatchObject({
      trouble: { kind: 'empty_pages' },
      records: [{ state: { at: 'in_doubt', empty_looks_ms: [] } }],
    });
    expect(pages).toBeLessThanOrEqual(100);
    isEndless = false;
    expect(await ferry.statuses(await delivered)).toEqual(['created']);
    expect(await ferry.sandbox.records()).toHaveLength(1);
  });
});
