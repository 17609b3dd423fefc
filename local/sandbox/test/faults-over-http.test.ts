import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { endpoints } from '../endpoints.ts';
import { faultNames, faultTable, type FaultName } from '../gateway/fault-table.ts';
import { startSandbox, type FaultChange, type Sandbox } from '../start.ts';
import {
  apps,
  aToken,
  callerFor,
  callerWith,
  codesOf,
  jsonType,
  recordsOf,
  resultsOf,
  type Caller,
} from './caller.ts';
import { aBonus } from './payments.ts';

let sandbox: Sandbox;
let token: string;
let call: Caller;
beforeAll(async () => {
  sandbox = await startSandbox({ rate: 0 });
});
beforeEach(async () => {
  await sandbox.reset();
  token = await aToken(sandbox);
  call = callerWith(sandbox, token);
});
afterAll(() => sandbox.stop());

const create = 'lump_sum_payment.batch_create';
const query = 'lump_sum_payment.query';
const next = (fault: string, api = create, times = 1) => sandbox.setFaults({ next: [{ api, fault, times }] });

type Seen =
  | { kind: 'answer'; status: number; type: string | null; text: string }
  | { kind: 'cut' }
  | { kind: 'silence' };

/** Sends one create without the caller's checks. Tells its answer, or that the call was cut or had none in time. */
async function rawCreate(records = [aBonus()], patienceMs = 20_000): Promise<Seen> {
  try {
    const response = await fetch(
      `${sandbox.baseUrl}${endpoints[create].path}?user_id_type=people_corehr_id`,
      {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, ...jsonType },
        body: JSON.stringify({ records }),
        signal: AbortSignal.timeout(patienceMs),
      },
    );
    const text = await response.text();
    return { kind: 'answer', status: response.status, type: response.headers.get('content-type'), text };
  } catch (cause) {
    return { kind: cause instanceof Error && cause.name === 'TimeoutError' ? 'silence' : 'cut' };
  }
}

const answer = (status: number, part: string) => ({
  kind: 'answer',
  status,
  text: expect.stringContaining(part),
});

describe('a fault strikes exactly the call it is scripted for', () => {
  const seen: [FaultName, object, stored: number][] = [
    ['throttled', answer(429, '99991400'), 0],
    ['throttle_burst', answer(429, '99991400'), 0],
    ['token_withdrawn', answer(400, '99991663'), 0],
    ['quota_used_up', answer(400, '99991403'), 0],
    ['ip_refused', answer(400, '99991401'), 0],
    ['no_answer_before', { kind: 'silence' }, 0],
    ['no_answer_after', { kind: 'silence' }, 1],
    ['cut_before', { kind: 'cut' }, 0],
    ['cut_after', { kind: 'cut' }, 1],
    ['cut_mid_answer', { kind: 'cut' }, 1],
    ['server_error_before', answer(500, '2290002'), 0],
    ['server_error_after', answer(500, '2290002'), 1],
    ['busy_before', answer(500, '2200'), 0],
    ['busy_after', answer(500, '2200'), 1],
    ['unknown_code_before', answer(400, '2299999'), 0],
    ['unknown_code_after', answer(400, '2299999'), 1],
    ['html_502_before', answer(502, '<html>'), 0],
    ['html_502_after', answer(502, '<html>'), 1],
    ['html_200_before', answer(200, '<html>'), 0],
    ['html_200_after', answer(200, '<html>'), 1],
    ['unknown_record_code', answer(200, '21279999'), 0],
    ['missing_result', answer(200, '"operate_results":[]'), 1],
    ['unknown_fields', answer(200, 'sandbox_field'), 1],
  ];
  it.each(seen)('%s: %o, and %i record is stored', async (fault, expected, stored) => {
    await next(fault);
    // Silence needs a time limit. The status null in the log shows that no answer was written.
    const isSilent = fault.startsWith('no_answer');
    expect(await rawCreate([aBonus()], isSilent ? 300 : undefined)).toMatchObject(expected);
    await expect.poll(async () => (await sandbox.records()).length, { timeout: 20_000 }).toBe(stored);
    const [logged] = await sandbox.calls({ api: create });
    expect(logged).toMatchObject({ fault, ...(isSilent ? { status: null } : {}) });
    if (fault === 'token_withdrawn') token = await aToken(sandbox);
    if (fault === 'throttle_burst') return;
    expect(await rawCreate()).toMatchObject(answer(200, 'Success'));
  });

  it.each(['200', '400', '401'])('token_withdrawn keeps to token_error_status=%s', async (status) => {
    await sandbox.setSwitches({ token_error_status: status });
    await next('token_withdrawn');
    expect(await rawCreate()).toMatchObject(answer(Number(status), '99991663'));
  });

  it('throttle_burst goes on for the same API and app, not for others, and ends', async () => {
    await sandbox.setFaults({ next: [{ api: create, fault: 'throttle_burst' }], throttle_ms: 3000 });
    const other = await callerFor(sandbox, apps.writesOnly);
    await rawCreate();
    expect(await rawCreate()).toMatchObject(answer(429, '99991400'));
    expect(await call(query, {})).toMatchObject({ code: 0 });
    expect(await other(create, {})).toMatchObject({ code: 0 });
    await expect.poll(async () => (await call(create, {})).code, { timeout: 20_000 }).toBe(0);
  });

  it('token_withdrawn ends every token of the app, and of no other', async () => {
    const [older, other] = [call, await callerFor(sandbox, apps.readsOnly)];
    await sandbox.moveClock({ advance_ms: 91 * 60_000 });
    const newer = await callerFor(sandbox);
    expect(await older(query, {})).toMatchObject({ code: 0 });
    await next('token_withdrawn', query);
    expect(await newer(query, {})).toMatchObject({ code: 99991663 });
    expect(await newer(query, {})).toMatchObject({ code: 99991663 });
    expect(await older(query, {})).toMatchObject({ code: 99991663 });
    expect(await other(query, {})).toMatchObject({ code: 0 });
  });

  it('shuffled_results: every result is there, in another order', async () => {
    const records = ['a', 'b', 'c', 'd'].map((unique_id) => aBonus({ unique_id }));
    await next('shuffled_results');
    const order = resultsOf(await call(create, { records })).map(({ unique_id }) => unique_id);
    expect(order).not.toEqual(['a', 'b', 'c', 'd']);
    expect(new Set(order)).toEqual(new Set(['a', 'b', 'c', 'd']));
  });

  it('missing_result: one result is missing, its record was stored', async () => {
    await next('missing_result');
    expect(codesOf(await call(create, { records: [aBonus(), aBonus(), aBonus()] }))).toEqual([0, 0]);
    expect(await sandbox.records()).toHaveLength(3);
  });

  it('unknown_record_code: the record is truly refused, the others are not', async () => {
    await next('unknown_record_code');
    const records = [aBonus({ unique_id: 'x' }), aBonus()];
    expect(codesOf(await call(create, { records }))).toEqual([21279999, 0]);
    expect(await sandbox.records()).toHaveLength(1);
  });

  it('shuffled_results: in another order than results_order=reversed gives, too', async () => {
    await sandbox.setSwitches({ results_order: 'reversed' });
    await next('shuffled_results');
    const records = ['a', 'b', 'c'].map((unique_id) => aBonus({ unique_id }));
    const order = resultsOf(await call(create, { records })).map(({ unique_id }) => unique_id);
    expect(['a,b,c', 'c,b,a']).not.toContain(order.join(','));
  });

  it.each([
    { fault: 'shuffled_results', api: create, misses: { records: [aBonus()] } },
    { fault: 'missing_result', api: create, misses: {} },
    { fault: 'unknown_record_code', api: create, misses: {} },
    { fault: 'unknown_fields', api: create, misses: { records: 7 } },
    { fault: 'empty_page_token', api: query, misses: { ids: 'none' } },
  ])(
    '$fault waits for a call it can strike, and is logged for that one only',
    async ({ fault, api, misses }) => {
      await next(fault, api);
      await call(api, misses);
      await call(api, api === create ? { records: [aBonus(), aBonus()] } : {});
      await call(api, {});
      expect((await sandbox.calls({ api })).map((logged) => logged.fault)).toEqual([null, fault, null]);
    },
  );

  it('empty_page_token waits for the last page', async () => {
    await call(create, { records: [aBonus(), aBonus()] });
    await next('empty_page_token', query);
    const first = await call(query, {}, { page_size: '1' });
    expect(first.data?.page_token).toMatch(/./);
    const last = await call(query, {}, { page_size: '1', page_token: first.data?.page_token ?? '' });
    expect(last.data).toMatchObject({ has_more: false, page_token: '' });
  });

  it('empty_page_token stands on the last page, lost_page_token where there is more', async () => {
    await call(create, { records: [aBonus(), aBonus()] });
    await next('empty_page_token', query);
    expect((await call(query, {})).data).toMatchObject({ has_more: false, page_token: '' });
    await next('lost_page_token', query);
    expect((await call(query, {}, { page_size: '1' })).data).toMatchObject({
      has_more: true,
      page_token: '',
    });
  });

  it('repeated_page waits for a page behind another, which then has the records of the first', async () => {
    const records = ['a', 'b', 'c'].map((unique_id) => aBonus({ unique_id }));
    await call(create, { records });
    await next('repeated_page', query);
    const seenIds: unknown[] = [];
    for (let page_token = ''; ;) {
      const page = await call(query, {}, { page_size: '1', ...(page_token === '' ? {} : { page_token }) });
      seenIds.push(...recordsOf(page).map(({ unique_id }) => unique_id));
      if (page.data?.has_more !== true) break;
      page_token = page.data.page_token ?? '';
    }
    expect(seenIds).toEqual(['a', 'a', 'c']);
    expect((await sandbox.calls({ api: query })).map(({ fault }) => fault)).toEqual([
      null,
      'repeated_page',
      null,
    ]);
  });

  it('unknown_fields: in data and in every record', async () => {
    await call(create, { records: [aBonus()] });
    await next('unknown_fields', query);
    const answered = await call(query, {});
    expect(answered.data).toHaveProperty('sandbox_field');
    expect(recordsOf(answered)[0]).toHaveProperty('sandbox_field');
  });

  it('slow_body: the answer takes as long as it was told to', async () => {
    await sandbox.setFaults({ next: [{ api: create, fault: 'slow_body' }], slow_body_ms: 400 });
    const startMs = performance.now();
    expect(await rawCreate([aBonus()], 5000)).toMatchObject(answer(200, 'Success'));
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(350);
  });

  it('strikes the token endpoint too', async () => {
    await next('html_502_before', 'auth.tenant_access_token');
    await expect(callerFor(sandbox)).rejects.toThrow('JSON');
    await expect(callerFor(sandbox)).resolves.toBeTypeOf('function');
  });

  it('as many times as it was told, then no more', async () => {
    await next('server_error_before', '*', 2);
    const codes = [await call(query, {}), await call(create, {}), await call(query, {})].map(
      ({ code }) => code,
    );
    expect(codes).toEqual([2290002, 2290002, 0]);
  });

  it('is in the table of faults, and every fault of the table has its test here', () => {
    const elsewhere: FaultName[] = [
      'shuffled_results',
      'empty_page_token',
      'lost_page_token',
      'repeated_page',
      'slow_body',
    ];
    expect([...seen.map(([name]) => name), ...elsewhere].toSorted()).toEqual(faultNames.toSorted());
    expect(faultNames.map((name) => faultTable[name].says).every((sentence) => sentence.endsWith('.'))).toBe(
      true,
    );
  });
});

describe('faults by chance', () => {
  const fatesOf = async (seed: number, extra: string[] = []) => {
    await using seeded = await startSandbox({
      rate: 0,
      randomSeed: seed,
      faults: { server_error_before: 0.3, busy_after: 0.2 },
    });
    // These faults strike the token endpoint too, so the test asks until it gives a token.
    let caller: Caller | undefined;
    while (!caller) caller = await callerFor(seeded).catch(() => undefined);
    const fates: number[] = [];
    for (let n = 0; n < 60; n++) {
      for (const api of extra) await caller(api, {});
      fates.push((await caller(create, {})).code);
    }
    return fates;
  };

  it('repeat with the seed, whatever other APIs are called, and differ with another seed', async () => {
    const [first, second, amongOthers, other] = await Promise.all([
      fatesOf(7),
      fatesOf(7),
      fatesOf(7, [query]),
      fatesOf(8),
    ]);
    expect(second).toEqual(first);
    expect(amongOthers).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([0, 2290002, 2200]));
  });
});

describe('latency', () => {
  it('keeps every call waiting, and the commit comes after the wait', async () => {
    await sandbox.setFaults({ latency_ms: 2000 });
    const startMs = performance.now();
    const created = call(create, { records: [aBonus()] });
    await expect.poll(async () => (await sandbox.calls({ api: create })).length).toBe(1);
    expect(await sandbox.records()).toEqual([]);
    expect(codesOf(await created)).toEqual([0]);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(1995);
    expect(await sandbox.records()).toHaveLength(1);
  });

  it('does not move the stamps of arrival', async () => {
    await sandbox.setFaults({ latency_ms: 200 });
    await Promise.all([call(query, {}), call(query, {}), call(query, {})]);
    for (const { arrived_ms, answered_ms } of await sandbox.calls({ api: query })) {
      expect((answered_ms ?? 0) - arrived_ms).toBeGreaterThanOrEqual(195);
    }
  });
});

describe('a plan of faults that makes no sense is refused with a sentence', () => {
  it.each<[FaultChange | unknown[] | Record<string, unknown>, string]>([
    [{ random: { nonsense: 0.5 } }, 'no fault is called'],
    [{ random: { cut_before: 2 } }, 'from 0 to 1'],
    [{ random: { cut_before: 0.6, cut_after: 0.6 } }, 'add up'],
    [{ next: [{ api: 'nothing', fault: 'cut_before' }] }, 'unknown api'],
    [{ next: [{ api: query, fault: 'missing_result' }] }, 'cannot happen on'],
    [{ next: [{ fault: 'cut_before', times: 0 }] }, 'times'],
    [{ latency_ms: -1 }, 'latency_ms'],
    [{ throttle_ms: 3_600_001 }, 'up to 3600000'],
    [{ often: true }, 'unknown field'],
    [[], 'no JSON object'],
  ])('%o', async (change, sentence) => {
    const response = await fetch(`${sandbox.baseUrl}/_sandbox/faults`, {
      method: 'POST',
      body: JSON.stringify(change),
    });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(sentence)]);
  });
});
