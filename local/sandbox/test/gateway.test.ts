import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { endpoints } from '../endpoints.ts';
import { startSandbox, type Sandbox } from '../start.ts';
import { documented } from '../../../test/documented/index.ts';
import { apps, aToken, callerFor, callerWith, recordsOf, type Answered, type Caller } from './caller.ts';
import { aBonus, aDetail, person, storeBonus } from './payments.ts';

let sandbox: Sandbox;
let call: Caller;
beforeAll(async () => {
  sandbox = await startSandbox({ rate: 0 });
});
beforeEach(async () => {
  await sandbox.reset();
  call = await callerFor(sandbox);
});
afterAll(() => sandbox.stop());

const create = 'lump_sum_payment.batch_create';
const query = 'lump_sum_payment.query';

describe('routing', () => {
  it.each([
    ['POST', '/open-apis/compensation/v1/lump_sum_payment/batch_creates'],
    ['GET', '/open-apis/compensation/v1/lump_sum_payment/batch_create'],
    ['POST', '/open-apis/compensation/v1/items'],
    ['DELETE', '/'],
    ['POST', '/_sandbox'],
  ])('%s %s is not there: 404 in plain text', async (method, path) => {
    const response = await fetch(sandbox.baseUrl + path, { method });
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      404,
      'text/plain',
      '404 page not found',
    ]);
    expect(response.headers.get('x-tt-logid')).toBeTruthy();
  });

  it('has the nine documented operations where their pages put them', () => {
    const ours: readonly { method: string; path: string; scope: string }[] = Object.values(endpoints);
    for (const { method, path, scope } of documented) {
      expect(ours).toContainEqual(expect.objectContaining({ method, path, scope }));
    }
  });
});

describe('authorization, looked at before any parameter', () => {
  const withHeader = async (header: Record<string, string>): Promise<[number, unknown]> => {
    const response = await fetch(sandbox.baseUrl + endpoints[create].path, {
      method: 'POST',
      headers: header,
      body: 'nonsense',
    });
    const body: unknown = await response.json();
    return [response.status, body];
  };
  it.each([
    { header: {}, code: 99991661 },
    { header: { Authorization: 't-without-bearer' }, code: 99991661 },
    { header: { Authorization: 'Bearer t-never-issued' }, code: 99991663 },
    { header: { Authorization: 'Bearer u-a-user' }, code: 99991668 },
  ])('$header answers $code', async ({ header, code }) => {
    expect(await withHeader(header)).toMatchObject([400, { code }]);
  });

  it('refuses an app its tenant has disabled with 99991662', async () => {
    const disabled = await callerFor(sandbox, apps.disabled);
    expect(await disabled(create, {})).toMatchObject({ status: 400, code: 99991662 });
  });

  it.each(Object.entries(endpoints).filter(([api]) => !/create|update|remove/.test(api)))(
    'lets no app without the scope of %s in, and says which is missing and where to get it',
    async (api, { scope }) => {
      const writer = await callerFor(sandbox, apps.writesOnly);
      expect(await writer(api, {}, { page_size: 'nonsense' })).toMatchObject({
        status: 400,
        code: 99991672,
        error: {
          permission_violations: [{ type: 'action_scope_required', subject: scope }],
          helps: [{ url: `https://open.feishu.cn/app/${apps.writesOnly.app_id}/auth?q=${scope}` }],
        },
      });
    },
  );

  it('lets an app that only reads write nothing', async () => {
    const reader = await callerFor(sandbox, apps.readsOnly);
    expect(await reader(create, { records: [aBonus()] })).toMatchObject({ code: 99991672 });
    expect(await sandbox.records()).toEqual([]);
  });
});

describe('every answer', () => {
  it('shows the time of day of the sandbox in its header Date', async () => {
    await sandbox.moveClock({ now: '2030-01-01 08:00:00' });
    for (const path of ['/open-apis/compensation/v1/no/such/api', '/']) {
      const { headers } = await fetch(sandbox.baseUrl + path, { method: 'POST' });
      const aheadMs = Date.parse(headers.get('date') ?? '') - Date.UTC(2030, 0, 1);
      expect(aheadMs).toBeGreaterThanOrEqual(0);
      expect(aheadMs).toBeLessThan(60_000);
    }
  });

  it('names itself in X-Tt-Logid, and a failure repeats the name in its envelope', async () => {
    const good = await call(query, {});
    const bad = await call(query, {}, { page_size: '0' });
    expect(good.headers.get('x-tt-logid')).toMatch(/^\d{14}[0-9A-F]{18}$/);
    expect(bad.error?.log_id).toBe(bad.headers.get('x-tt-logid'));
    expect(good.headers.get('x-tt-logid')).not.toBe(bad.headers.get('x-tt-logid'));
    expect((await sandbox.calls()).map(({ log_id }) => log_id)).toContain(bad.error?.log_id);
  });
});

describe('parameters', () => {
  const fieldsOf = ({ error }: Answered) => (error?.field_violations ?? []).map(({ field }) => field);
  const records = (count: number) => Array.from({ length: count }, () => aBonus());

  it.each<[string, unknown, string]>([
    ['a body that is no object', [], ''],
    ['records that are no list', { records: {} }, 'records'],
    ['501 records', { records: records(501) }, 'records'],
    ['a record that is no object', { records: ['x'] }, 'records[0]'],
    ['an absent required field', { records: [aBonus({ unique_id: undefined })] }, 'records[0].unique_id'],
    ['null for a required field', { records: [aBonus({ total_amount: null })] }, 'records[0].total_amount'],
    [
      'an amount as a number',
      { records: [aBonus(), aBonus({ total_amount: 2000 })] },
      'records[1].total_amount',
    ],
    ['an int as text', { records: [aBonus({ binding_period: '2' })] }, 'records[0].binding_period'],
    [
      'an int with a fraction',
      { records: [aBonus({ issuance_frequency: 1.5 })] },
      'records[0].issuance_frequency',
    ],
    [
      'an int over its range',
      { records: [aBonus({ binding_period: 2 ** 31 })] },
      'records[0].binding_period',
    ],
    ['a negative int', { records: [aBonus({ binding_period: -1 })] }, 'records[0].binding_period'],
    ['256 characters', { records: [aBonus({ unique_id: 'x'.repeat(256) })] }, 'records[0].unique_id'],
    ['no details', { records: [aBonus({ details: undefined })] }, 'records[0].details'],
    [
      'a detail without its amount',
      { records: [aBonus({ details: [aDetail(), aDetail({ issuance_amount: undefined })] })] },
      'records[0].details[1].issuance_amount',
    ],
    ['half a surrogate pair', { records: [aBonus({ unique_id: '\ud800' })] }, 'records[0].unique_id'],
  ])('%s fails the whole call with 99992402 and names the field', async (_, body, field) => {
    const answered = await call(create, body);
    expect(answered).toMatchObject({ status: 400, code: 99992402, msg: 'field validation failed' });
    expect(fieldsOf(answered)).toEqual([field]);
    expect(await sandbox.records()).toEqual([]);
  });

  it('counts characters, not bytes or UTF-16 units: 255 emoji are a unique_id', async () => {
    expect(await call(create, { records: [aBonus({ unique_id: '🎉'.repeat(255) })] })).toMatchObject({
      code: 0,
    });
    const [record] = recordsOf(await call(query, { unique_ids: ['🎉'.repeat(255)] }));
    expect(record).toMatchObject({ unique_id: '🎉'.repeat(255) });
  });

  it('takes 500 records, an empty list, no list and no body', async () => {
    expect((await call(create, { records: records(500) })).data?.operate_results).toHaveLength(500);
    for (const body of [{ records: [] }, {}, '']) {
      expect(await call(create, body)).toMatchObject({ status: 200, data: { operate_results: [] } });
    }
  });

  it.each([
    { wrong: { user_id_type: '' }, field: 'user_id_type' },
    { wrong: { user_id_type: 'email' }, field: 'user_id_type' },
    { wrong: { page_size: '' }, field: 'page_size' },
    { wrong: { page_size: '0' }, field: 'page_size' },
    { wrong: { page_size: '501' }, field: 'page_size' },
    { wrong: { page_size: '1e2' }, field: 'page_size' },
  ])('refuses $wrong in the query', async ({ wrong, field }) => {
    const answered = await call(query, {}, wrong);
    expect(answered).toMatchObject({ status: 400, code: 99992402 });
    expect(fieldsOf(answered)).toEqual([field]);
  });

  it.each<[string | undefined, boolean]>([
    ['application/json; charset=utf-8', true],
    ['application/json', true],
    ['Application/JSON;charset="UTF-8"', true],
    ['application/json; charset=gbk', false],
    ['text/plain', false],
    ['application/x-www-form-urlencoded', false],
    ['application/jsonp', false],
    [undefined, false],
  ])('a body of the type %s: taken is %s, by the token endpoint too', async (type, isTaken) => {
    const header: Record<string, string> = type === undefined ? {} : { 'Content-Type': type };
    const post = async (path: string, text: string): Promise<unknown> => {
      const headers = { Authorization: `Bearer ${token}`, ...header };
      // Sent as bytes, because fetch adds a Content-Type to a text.
      const response = await fetch(sandbox.baseUrl + path, {
        method: 'POST',
        headers,
        body: Buffer.from(text),
      });
      const body: unknown = await response.json();
      return { status: response.status, body };
    };
    const token = await aToken(sandbox);
    expect(await post(`${endpoints[create].path}?user_id_type=user_id`, '{}')).toMatchObject(
      isTaken
        ? { status: 200, body: { code: 0 } }
        : { status: 400, body: { code: 99992402, error: { field_violations: [{ field: 'Content-Type' }] } } },
    );
    const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal';
    expect(await post(tokenPath, JSON.stringify(apps.everything))).toMatchObject(
      isTaken ? { status: 200, body: { code: 0 } } : { status: 400, body: { code: 10003 } },
    );
  });

  it('a second question mark belongs to the query string', async () => {
    const answered = await call(query, {}, { page_size: '10', user_id_type: 'user_id' });
    expect(answered.code).toBe(0);
    const url = `${sandbox.baseUrl}${endpoints['item.list'].path}?a=b?c&page_size=0`;
    const response = await fetch(url, { headers: { Authorization: `Bearer ${await aToken(sandbox)}` } });
    expect(response.status).toBe(400);
    const good = await fetch(url.replace('page_size=0', 'page_size=9'), {
      headers: { Authorization: `Bearer ${await aToken(sandbox)}` },
    });
    expect(good.status).toBe(200);
  });

  it('asks no GET for the type of a body', async () => {
    const headers = { Authorization: `Bearer ${await aToken(sandbox)}` };
    const url = `${sandbox.baseUrl}${endpoints['item.list'].path}?page_size=10`;
    expect((await fetch(url, { headers })).status).toBe(200);
  });

  it.each([
    [{ issuance_ways: ['by_pigeon'] }, 'issuance_ways[0]'],
    [{ issuance_statuses: ['to_be_issued', 'maybe'] }, 'issuance_statuses[1]'],
    [{ issuance_statuses: ['paid'] }, 'issuance_statuses[0]'],
  ])('query_detail refuses %o: the page lists what there is', async (filter, field) => {
    const answered = await call('lump_sum_payment.query_detail', filter);
    expect(answered).toMatchObject({ status: 400, code: 99992402 });
    expect(fieldsOf(answered)).toEqual([field]);
  });

  it('says 2290001 to a filter date that is none', async () => {
    expect(await call(query, { onboard_date_gte: '01.02.2026' })).toMatchObject({
      status: 400,
      code: 2290001,
    });
    expect(await call(query, { create_time_gte: '2026-02-01' })).toMatchObject({
      status: 400,
      code: 2290001,
    });
  });
});

describe('user ids', () => {
  const stranger = {
    open_id: 'ou_00000000000000000000000000000000',
    user_id: 'nobody',
    union_id: 'on_nobody',
  };
  it.each([
    { type: 'open_id', id: stranger.open_id, code: 99992351 },
    { type: 'open_id', id: person(1).user_id, code: 99992351 },
    { type: 'open_id', id: person(1, 2).open_id, code: 99992361 },
    { type: 'user_id', id: stranger.user_id, code: 99992360 },
    { type: 'user_id', id: 'no id at all!', code: 99992359 },
    { type: 'union_id', id: stranger.union_id, code: 99992364 },
    { type: 'union_id', id: person(1).open_id, code: 99992363 },
  ] as const)(
    'the bad $type $id fails the whole call with $code and is named',
    async ({ type, id, code }) => {
      const records = [
        aBonus({ user_id: person(1)[type] }),
        aBonus({ user_id: id }),
        aBonus({ user_id: id }),
      ];
      expect(await call(create, { records }, { user_id_type: type })).toMatchObject({
        status: 400,
        code,
        error: {
          field_violations: [
            { field: 'records[1].user_id', value: id },
            { field: 'records[2].user_id', value: id },
          ],
        },
      });
      expect(await sandbox.records()).toEqual([]);
      expect(await call(query, { user_ids: [id] }, { user_id_type: type })).toMatchObject({
        code,
        error: { field_violations: [{ field: 'user_ids[0]', value: id }] },
      });
    },
  );

  it('a bad people_corehr_id fails its own record only', async () => {
    const records = [aBonus(), aBonus({ user_id: '6900000000000099991' })];
    const answered = await call(create, { records });
    expect(answered.data?.operate_results).toMatchObject([{ code: 0 }, { code: 21270223 }]);
  });

  it.each(['open_id', 'union_id', 'user_id', 'people_corehr_id'] as const)(
    'come back as the %s that was asked for',
    async (type) => {
      await call(create, { records: [aBonus({ user_id: person(5)[type] })] }, { user_id_type: type });
      const [record] = recordsOf(await call(query, { user_ids: [person(5)[type]] }, { user_id_type: type }));
      expect(record).toMatchObject({ user_id: person(5)[type], details: [{ user_id: person(5)[type] }] });
    },
  );
});

describe('field permissions', () => {
  const sensitive = [
    'return_amount_before_tax',
    'return_amount_after_tax',
    'binding_period_offboarding_type',
  ];

  it('shows sensitive fields to an app that has their scopes', async () => {
    await storeBonus(call, { binding_period: 12 });
    const [record] = recordsOf(await call(query, {}, { user_id_type: 'user_id' }));
    for (const field of [...sensitive, 'user_id']) expect(record).toHaveProperty(field);
    expect(record?.details?.[0]).toHaveProperty('belong_time');
  });

  it('leaves them out of the answer to any other app', async () => {
    await storeBonus(call, { binding_period: 12 });
    const reader = callerWith(sandbox, await aToken(sandbox, apps.readsOnly));
    const [record] = recordsOf(await reader(query, {}, { user_id_type: 'user_id' }));
    const [detail] = recordsOf(
      await reader('lump_sum_payment.query_detail', {}, { user_id_type: 'user_id' }),
    );
    for (const field of [...sensitive, 'user_id']) expect(record).not.toHaveProperty(field);
    for (const part of [record?.details?.[0], detail]) {
      expect(part).not.toHaveProperty('belong_time');
      expect(part).not.toHaveProperty('user_id');
    }
    const [byOpenId] = recordsOf(await reader(query, {}, { user_id_type: 'open_id' }));
    expect(byOpenId).toMatchObject({ user_id: person(1, 3).open_id });
  });

  it('tells who left within the binding period, and what is to be paid back', async () => {
    // Person 31 left on 2025-03-28.
    const leaver = { user_id: person(31).people_corehr_id };
    const issued = (day: string) => ({ details: [aDetail({ issuance_time: day, belong_time: day })] });
    const before = issued('2025-01-10');
    await storeBonus(call, { ...leaver, ...issued('2025-01-29'), binding_period: 2 });
    await storeBonus(call, { ...leaver, ...issued('2025-01-28'), binding_period: 2 });
    await storeBonus(call, { ...leaver, ...before, binding_period: 6 });
    await storeBonus(call, { ...leaver, ...before, binding_period: 2 });
    await storeBonus(call, { ...leaver, ...before });
    expect(recordsOf(await call(query, {}))).toMatchObject([
      { binding_period_offboarding_type: 'yes', return_amount_before_tax: '2000.00' },
      // The two months were over on the day itself.
      { binding_period_offboarding_type: 'no', return_amount_before_tax: '0' },
      { binding_period_offboarding_type: 'yes', return_amount_before_tax: '2000.00' },
      { binding_period_offboarding_type: 'no', return_amount_before_tax: '0' },
      { binding_period_offboarding_type: 'default', return_amount_before_tax: '0' },
    ]);
  });
});
