// Every position of every switch, seen over HTTP.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { endpoints } from '../endpoints.ts';
import { startSandbox, type Sandbox } from '../start.ts';
import { switchTable } from '../switches.ts';
import {
  apps,
  askForToken,
  aToken,
  callerFor,
  callerWith,
  codesOf,
  recordsOf,
  resultsOf,
  type Answered,
  type Caller,
} from './caller.ts';
import { aBonus, aBonusChange, aDetail, anAllowance, person, storeBonus } from './payments.ts';

let sandbox: Sandbox;
let call: Caller;
beforeAll(async () => {
  sandbox = await startSandbox({ rate: 3 });
});
beforeEach(async () => {
  await sandbox.reset();
  call = await callerFor(sandbox);
});
afterAll(() => sandbox.stop());

const create = 'lump_sum_payment.batch_create';
const query = 'lump_sum_payment.query';
const stranger = 'ou_00000000000000000000000000000000';

const badPageSize = async ({ status, code, error }: Answered) => ({
  status,
  code,
  named: error?.field_violations?.map(({ field }) => field),
});
const overTheLimit = async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => call(query, {})));
  const refused = answers.find(({ code }) => code === 99991400);
  return { status: refused?.status, reset: refused?.headers.get('x-ogw-ratelimit-reset') };
};
const withStranger = async () => {
  const records = [aBonus({ user_id: person(1).open_id }), aBonus({ user_id: stranger })];
  const answered = await call(create, { records }, { user_id_type: 'open_id' });
  return { code: answered.code, records: codesOf(answered), named: answered.error?.field_violations?.length };
};
const conflict = async () => {
  const { id } = await storeBonus(call, { unique_id: 'x' });
  const [result] = resultsOf(await call(create, { records: [aBonus({ unique_id: 'x' })] }));
  return result?.id === id ? 'the id of the record' : result?.id;
};
const updateLeavingOneOut = async () => {
  const details = [aDetail({ issuance_amount: '1500' }), aDetail({ issuance_amount: '500' })];
  const { id, detailIds } = await storeBonus(call, { issuance_frequency: 2, details });
  const records = [
    {
      ...aBonusChange(id, detailIds[0] ?? ''),
      issuance_frequency: 1,
      details: [{ id: detailIds[0], issuance_amount: '2000' }],
    },
  ];
  const [code] = codesOf(await call('lump_sum_payment.batch_update', { records }));
  return { code, details: recordsOf(await call(query, { ids: [id] }))[0]?.details?.length };
};

type Position = [
  name: keyof typeof switchTable,
  value: string,
  see: () => Promise<unknown>,
  expected: unknown,
];

const positions: Position[] = [
  ...(['400', '200', '401'] as const).map((status): Position => [
    'token_error_status',
    status,
    async () => (await callerWith(sandbox, 't-none')(query, {})).status,
    Number(status),
  ]),
  ...(['200', '400'] as const).map((status): Position => [
    'credential_error_status',
    status,
    async () => (await askForToken(sandbox, { ...apps.everything, app_secret: 'x' })).status,
    Number(status),
  ]),
  ['rate_limit_status', '429', overTheLimit, expect.objectContaining({ status: 429 })],
  ['rate_limit_status', '400', overTheLimit, expect.objectContaining({ status: 400 })],
  [
    'rate_limit_reset',
    'fraction',
    overTheLimit,
    expect.objectContaining({ reset: expect.stringMatching(/^\d\.\d{3}$/) }),
  ],
  ['rate_limit_reset', 'whole', overTheLimit, expect.objectContaining({ reset: '1' })],
  ['rate_limit_reset', 'zero', overTheLimit, expect.objectContaining({ reset: '0' })],
  [
    'parameter_error',
    'gateway',
    async () => badPageSize(await call(query, {}, { page_size: '0' })),
    { status: 400, code: 99992402, named: ['page_size'] },
  ],
  [
    'parameter_error',
    'service',
    async () => badPageSize(await call(query, {}, { page_size: '0' })),
    { status: 400, code: 2290001, named: undefined },
  ],
  ['bad_user_id', 'call', withStranger, { code: 99992351, records: [], named: 1 }],
  ['bad_user_id', 'record', withStranger, { code: 0, records: [0, 21270223], named: undefined }],
  ['bad_user_id_violations', 'named', withStranger, { code: 99992351, records: [], named: 1 }],
  ['bad_user_id_violations', 'absent', withStranger, { code: 99992351, records: [], named: undefined }],
  ...(['input', 'reversed'] as const).map((order): Position => [
    'results_order',
    order,
    async () =>
      resultsOf(
        await call(create, { records: [aBonus({ unique_id: 'a' }), aBonus({ unique_id: 'b' })] }),
      ).map(({ unique_id }) => unique_id),
    order === 'input' ? ['a', 'b'] : ['b', 'a'],
  ]),
  ...(['enforced', 'ignored'] as const).map((value): Position => [
    'recurring_unique_id',
    value,
    async () => {
      const later = { start_date: '2028-01-01', end_date: '2028-12-31' };
      const records = [anAllowance({ unique_id: 'x' }), anAllowance({ unique_id: 'x', ...later })];
      return codesOf(await call('recurring_payment.batch_create', { records }));
    },
    value === 'enforced' ? [0, 21270202] : [0, 0],
  ]),
  ...(['enforced', 'ignored'] as const).map((value): Position => [
    'content_type',
    value,
    async () => {
      const url = `${sandbox.baseUrl}/open-apis/auth/v3/tenant_access_token/internal`;
      const issued = await fetch(url, { method: 'POST', body: JSON.stringify(apps.everything) });
      const search = `${sandbox.baseUrl}${endpoints['currency.search'].path}?page_size=10`;
      const headers = { Authorization: `Bearer ${await aToken(sandbox)}` };
      return [issued.status, (await fetch(search, { method: 'POST', headers, body: '{}' })).status];
    },
    value === 'enforced' ? [400, 400] : [200, 200],
  ]),
  ...(['ignored', 'refused'] as const).map((value): Position => [
    'unknown_body_field',
    value,
    async () => {
      const answers = [await call(query, { unique_id: ['nope'] }), await call(create, { Records: [] })];
      return answers.map(({ code, error }) => [code, error?.field_violations?.[0]?.field]);
    },
    value === 'ignored'
      ? [
          [0, undefined],
          [0, undefined],
        ]
      : [
          [99992402, 'unique_id'],
          [99992402, 'Records'],
        ],
  ]),
  ...(['conflict', 'both'] as const).map((value): Position => [
    'same_call_unique_id',
    value,
    async () => {
      const twice = await call(create, { records: [aBonus({ unique_id: 'x' }), aBonus({ unique_id: 'x' })] });
      const later = await call(create, { records: [aBonus({ unique_id: 'x' }), aBonus({ unique_id: 'x' })] });
      const next = { start_date: '2028-01-01', end_date: '2028-12-31' };
      const allowances = [anAllowance({ unique_id: 'x' }), anAllowance({ unique_id: 'x', ...next })];
      const recurring = await call('recurring_payment.batch_create', { records: allowances });
      const stored = await sandbox.records();
      return [...[twice, later, recurring].map(codesOf), stored.length];
    },
    value === 'conflict'
      ? [[0, 21270202], [21270202, 21270202], [0, 21270202], 1]
      : [[0, 0], [21270202, 21270202], [0, 0], 2],
  ]),
  ['conflict_id', 'absent', conflict, undefined],
  ['conflict_id', 'existing', conflict, 'the id of the record'],
  ['conflict_id', 'unique_id', conflict, 'x'],
  ...(['reusable', 'taken'] as const).map((value): Position => [
    'removed_unique_id',
    value,
    async () => {
      const { id } = await storeBonus(call, { unique_id: 'x' });
      await call('lump_sum_payment.batch_remove', { record_ids: [id] });
      return codesOf(await call(create, { records: [aBonus({ unique_id: 'x' })] }));
    },
    [value === 'reusable' ? 0 : 21270202],
  ]),
  ['details_left_out', 'removed', updateLeavingOneOut, { code: 0, details: 1 }],
  // The kept detail counts, so the update has one issuance too few.
  ['details_left_out', 'kept', updateLeavingOneOut, { code: 21270207, details: 2 }],
  ...(['0', '60'] as const).map((seconds): Position => [
    'fresh_record_seconds',
    seconds,
    async () => {
      await call(create, { records: [aBonus()] });
      const atOnce = recordsOf(await call(query, {})).length;
      await sandbox.moveClock({ advance_ms: 61_000 });
      return [atOnce, recordsOf(await call(query, {})).length];
    },
    seconds === '0' ? [1, 1] : [0, 1],
  ]),
  ...(['as_written', 'paid'] as const).map((value): Position => [
    'paid_status',
    value,
    async () => {
      const { id } = await storeBonus(call);
      await sandbox.pay({ record_ids: [id] });
      return recordsOf(await call(query, { ids: [id] }))[0]?.details?.[0]?.['issuance_status'];
    },
    value === 'paid' ? 'paid' : 'to_be_issued',
  ]),
  ...(['as_sent', 'item_decimals'] as const).map((value): Position => [
    'amount_text',
    value,
    async () => {
      await call(create, { records: [aBonus({ total_amount: '2000.0' })] });
      return recordsOf(await call(query, {}))[0]?.['total_amount'];
    },
    value === 'as_sent' ? '2000.0' : '2000.00',
  ]),
  ...(['record', 'call'] as const).map((value): Position => [
    'long_remark',
    value,
    async () => {
      const answered = await call(create, { records: [aBonus(), aBonus({ remark: 'x'.repeat(3001) })] });
      return [answered.code, codesOf(answered), answered.error?.field_violations?.[0]?.field];
    },
    value === 'record' ? [0, [0, 21270210], undefined] : [99992402, [], 'records[1].remark'],
  ]),
  ...(['accepted', 'refused'] as const).map((value): Position => [
    'unknown_place',
    value,
    async () => {
      const withPlace = async (place: object) =>
        (await call(create, { records: [aBonus({ details: [aDetail({ ...place })] })] })).code;
      return [
        await withPlace({ issuance_country_region_id: '1' }),
        await withPlace({ issuance_pay_group_id: '1' }),
      ];
    },
    value === 'accepted' ? [0, 0] : [2290001, 2290001],
  ]),
];

describe('a switch', () => {
  it.each(positions)('%s=%s', async (name, value, see, expected) => {
    await sandbox.setSwitches({ [name]: value });
    expect(await see()).toEqual(expected);
  });

  it.each(['no', 'yes'])('rate_limit_refused_count=%s', async (value) => {
    await sandbox.setSwitches({ rate_limit_refused_count: value });
    await Promise.all(Array.from({ length: 6 }, () => call(query, {})));
    const calls = await sandbox.calls({ api: query });
    const answer = await call(query, {});
    const arrived = (await sandbox.calls({ api: query })).at(-1)?.arrived_ms ?? 0;
    const waitSeconds = Number(answer.headers.get('x-ogw-ratelimit-reset'));
    // Three calls a second are admitted. The next one has to wait until this call is a second old: the third last of all
    // calls, or of those admitted.
    const blocking = value === 'yes' ? calls.at(-3)?.arrived_ms : calls[0]?.arrived_ms;
    expect(waitSeconds * 1000).toBeCloseTo((blocking ?? 0) + 1000 - arrived, -1);
  });

  it('amount_text=item_decimals shapes what is to be paid back as well', async () => {
    await sandbox.setSwitches({ amount_text: 'item_decimals' });
    const details = [
      aDetail({ issuance_amount: '2000', issuance_time: '2025-01-10', belong_time: '2025-01-10' }),
    ];
    const leaver = { user_id: person(31).people_corehr_id, binding_period: 6, details };
    await storeBonus(call, { ...leaver, total_amount: '2000' });
    expect(recordsOf(await call(query, {}))).toMatchObject([{ return_amount_before_tax: '2000.00' }]);
  });

  it('fresh_record_seconds hides a new detail of an old record from both queries', async () => {
    const { id, detailIds } = await storeBonus(call);
    await sandbox.setSwitches({ fresh_record_seconds: '60' });
    await sandbox.moveClock({ advance_ms: 61_000 });
    const half = { issuance_amount: '1000.00' };
    const details = [{ id: detailIds[0], ...half }, aDetail(half)];
    const records = [{ ...aBonusChange(id, ''), issuance_frequency: 2, details }];
    expect(codesOf(await call('lump_sum_payment.batch_update', { records }))).toEqual([0]);
    const seen = async () => [
      recordsOf(await call(query, { ids: [id] }))[0]?.details?.map((detail) => detail.id),
      recordsOf(await call('lump_sum_payment.query_detail', { record_ids: [id] })).map((detail) => detail.id),
    ];
    expect(await seen()).toEqual([detailIds, detailIds]);
    await sandbox.moveClock({ advance_ms: 61_000 });
    expect((await seen()).map((ids) => ids?.length)).toEqual([2, 2]);
  });

  it('paid_status=paid is what query_detail finds by as well, and what may be sent back', async () => {
    await sandbox.setSwitches({ paid_status: 'paid', amount_text: 'item_decimals' });
    const details = [aDetail({ issuance_amount: '1500' }), aDetail({ issuance_amount: '500' })];
    const { id, detailIds } = await storeBonus(call, { issuance_frequency: 2, details });
    await sandbox.pay({ detail_ids: detailIds.slice(0, 1) });
    const find = async (...issuance_statuses: string[]) =>
      recordsOf(await call('lump_sum_payment.query_detail', { issuance_statuses })).map((one) => one.id);
    expect(await find('paid')).toEqual([detailIds[0]]);
    expect(await find('to_be_issued')).toEqual([detailIds[1]]);
    const shown = recordsOf(await call(query, { ids: [id] }))[0]?.details;
    expect(shown?.[0]).toMatchObject({ issuance_status: 'paid', issuance_amount: '1500.00' });
    const records = [{ ...aBonusChange(id, ''), issuance_frequency: 2, details: shown }];
    expect(codesOf(await call('lump_sum_payment.batch_update', { records }))).toEqual([0]);
  });

  it('has each of its positions tried here', () => {
    const tried = new Set(positions.map(([name, value]) => `${name}=${value}`));
    const all = Object.entries(switchTable).flatMap(([name, { values }]) =>
      typeof values === 'string' ? [`${name}=0`] : values.map((value) => `${name}=${value}`),
    );
    expect(all.filter((position) => !tried.has(position))).toEqual([
      'rate_limit_refused_count=no',
      'rate_limit_refused_count=yes',
    ]);
  });

  it.each([
    [{ nonsense: '1' }, 'no switch is called'],
    [{ results_order: 'random' }, 'cannot be'],
    [{ fresh_record_seconds: 'soon' }, 'a number of seconds'],
  ])('cannot be %o', async (change, sentence) => {
    await expect(sandbox.setSwitches(change)).rejects.toThrow(sentence);
  });
});
