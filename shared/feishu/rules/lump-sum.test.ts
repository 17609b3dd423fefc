import { describe, expect, it } from 'vitest';

import { faultsInEnglish } from '../../../test/in-english.ts';
import { aBonus, aBonusUpdate, aDetail } from '../../../test/records.ts';
import type { JsonObject } from '../../values/json.ts';
import { lumpSumCreate } from '../operations/lump-sum-create.ts';
import { lumpSumUpdate } from '../operations/lump-sum-update.ts';
import { judgeRecord } from './judge.ts';

const create = (changes: JsonObject) => faultsInEnglish(judgeRecord(lumpSumCreate, aBonus(changes)));
const update = (changes: JsonObject) => faultsInEnglish(judgeRecord(lumpSumUpdate, aBonusUpdate(changes)));
const codes = (faults: readonly { code: number }[]) => faults.map(({ code }) => code);
const oneDetail = (changes: JsonObject, amount = '1000.00') => ({
  issuance_frequency: 1,
  total_amount: amount,
  details: [aDetail({ issuance_amount: amount, ...changes })],
});

describe('21270203, 21270211: amounts are numbers', () => {
  it.each([
    '2,000.00',
    '¥2000',
    '2000元',
    'abc',
    '1.2.3',
    '--5',
    '１２',
    'NaN',
    'Infinity',
    '0x10',
    '.',
    '-',
    '',
  ])('%j is none', (amount) => {
    expect(codes(create({ total_amount: amount }))).toEqual([21270203]);
    expect(codes(create(oneDetail({ issuance_amount: amount })))).toEqual([21270211]);
  });

  it.each([
    '0',
    '-5.00',
    '+5',
    '.5',
    '5.',
    '007',
    '1e3',
    '1E-3',
    ' 5 ',
    '1e999999999',
    '123456789012345678901234567890.12',
  ])('%j is one, and no page forbids it: it goes through', (amount) => {
    expect(create(oneDetail({}, amount))).toEqual([]);
  });
});

describe('21270206: the details add up to the total', () => {
  const details = (...amounts: readonly string[]) => ({
    issuance_frequency: amounts.length,
    details: amounts.map((issuance_amount) => aDetail({ issuance_amount })),
  });

  it('to the last digit, without a float: 0.1 + 0.2 is 0.3', () => {
    expect(create({ total_amount: '0.3', ...details('0.1', '0.2') })).toEqual([]);
    expect(codes(create({ total_amount: '0.30000000000000004', ...details('0.1', '0.2') }))).toEqual([
      21270206,
    ]);
  });

  it('thirty digits stay exact', () => {
    const total = '123456789012345678901234567890.03';
    expect(create({ total_amount: total, ...details('123456789012345678901234567890.01', '0.02') })).toEqual(
      [],
    );
    expect(
      codes(create({ total_amount: total, ...details('123456789012345678901234567890.01', '0.01') })),
    ).toEqual([21270206]);
  });

  it('amounts of a thousand digits are compared, but not quoted', () => {
    const [fault] = create({ total_amount: '1'.repeat(200), ...details('2'.repeat(200)) });
    expect(fault?.message).toMatch(/^total_amount is "1{60}…" \(200 characters\), but/);
  });

  it('by value: 2000 is 2000.00', () => {
    expect(create({ total_amount: '2000', ...details('1000.00', '1000.000') })).toEqual([]);
  });

  it('says both sums', () => {
    expect(create({ total_amount: '2000.00', ...details('1000.00', '999.5') })).toEqual([
      {
        code: 21270206,
        field: 'total_amount',
        message: 'total_amount is 2000.00, but the details add up to 1999.50',
      },
    ]);
  });

  it('no page says whether a detail that is not issued counts: a total that is right either way goes through', () => {
    const notIssued = {
      issuance_frequency: 2,
      details: [aDetail(), aDetail({ issuance_status: 'not_issued' })],
    };
    expect(create({ total_amount: '1000.00', ...notIssued })).toEqual([]);
    expect(create({ total_amount: '2000.00', ...notIssued })).toEqual([]);
    expect(codes(create({ total_amount: '1500.00', ...notIssued }))).toEqual([21270206]);
  });

  it('an amount with an exponent is not counted, and neither is the record', () => {
    expect(create({ total_amount: '5.00', ...details('1e3', '1.00') })).toEqual([]);
    expect(create({ total_amount: '1e3', ...details('1.00', '1.00') })).toEqual([]);
  });

  it('an update whose details lack amounts is not summed', () => {
    const lacking = aDetail({ id: '7395133551102200876', issuance_amount: undefined });
    expect(update({ total_amount: '5.00', issuance_frequency: 1, details: [lacking] })).toEqual([]);
    expect(codes(update({ total_amount: '5.00' }))).toEqual([21270206]);
  });
});

describe('21270207, 21270208: the frequency is the number of details', () => {
  it.each([1, 3])('%i for two details is refused', (issuance_frequency) => {
    expect(create({ issuance_frequency })).toEqual([
      {
        code: 21270207,
        field: 'issuance_frequency',
        message: `issuance_frequency is ${issuance_frequency}, but there are 2 details`,
      },
    ]);
  });

  it.each([0, -1])('%i is refused whatever the details', (issuance_frequency) => {
    expect(codes(create({ issuance_frequency }))).toEqual([21270208, 21270207]);
    expect(codes(create({ issuance_frequency: 0, details: [], total_amount: '5.00' }))).toEqual([21270208]);
  });
});

describe('21270209: the currency', () => {
  it('is empty', () => {
    expect(create({ currency_id: '' })).toEqual([
      { code: 21270209, field: 'currency_id', message: 'currency_id is empty, expected some text' },
    ]);
  });
});

describe('21270227: the binding period', () => {
  it('of less than nothing is refused, 0 goes through', () => {
    expect(codes(create({ binding_period: -1 }))).toEqual([21270227]);
    expect(create({ binding_period: 0 })).toEqual([]);
  });
});

describe('21270213, 21270230: dates are days that exist, written YYYY-MM-DD', () => {
  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-4-1',
    '20260401',
    '2026/04/01',
    '2026-04-01 00:00:00',
    '1775001600000',
    '',
  ])('%j is none', (date) => {
    expect(codes(create(oneDetail({ issuance_time: date })))).toEqual([21270213]);
    expect(codes(create(oneDetail({ belong_time: date })))).toEqual([21270230]);
  });

  it.each(['2024-02-29', '2000-02-29', '2026-12-31'])('%j is one', (date) => {
    expect(create(oneDetail({ issuance_time: date, belong_time: date }))).toEqual([]);
  });
});

describe('an update', () => {
  it.each(['issuance_amount', 'issuance_status', 'issuance_way', 'issuance_time', 'belong_time'])(
    'may blank %s of a detail: no page says what that means',
    (field) => {
      expect(update(oneDetail({ id: '7395133551102200876', [field]: '' }))).toEqual([]);
      expect(update(oneDetail({ id: '7395133551102200876', [field]: 'nonsense' }))).toHaveLength(1);
    },
  );
});

describe('21270229: applied for on the day of issue or before', () => {
  it('the day after is refused, the day itself goes through', () => {
    expect(create(oneDetail({ issuance_time: '2026-12-10', belong_time: '2026-12-11' }))).toEqual([
      {
        code: 21270229,
        field: 'details.1.belong_time',
        message: 'details.1.belong_time is 2026-12-11, later than details.1.issuance_time, 2026-12-10',
      },
    ]);
    expect(create(oneDetail({ issuance_time: '2026-12-10', belong_time: '2026-12-10' }))).toEqual([]);
  });
});

describe("21270239, 21270240, 21270241: a detail's reference period", () => {
  const period = (start: unknown, end: unknown) => ({
    detail_reference_period_start_date: start,
    detail_reference_period_end_date: end,
  });

  it.each([
    ['2026-02-01', ''],
    ['2026-02-01', undefined],
    ['', '2026-02-28'],
    [null, '2026-02-28'],
  ])('half filled, from %j to %j, is refused', (start, end) => {
    expect(codes(create(oneDetail(period(start, end))))).toEqual([21270239]);
  });

  it('left out goes through', () => {
    expect(create(oneDetail(period(undefined, undefined)))).toEqual([]);
    expect(create(oneDetail(period('', '')))).toEqual([]);
  });

  it('an update may leave out the half that stays, but not blank it', () => {
    const kept = (changes: JsonObject) => oneDetail({ id: '7395133551102200876', ...changes });
    expect(update(kept(period('2026-02-01', undefined)))).toEqual([]);
    expect(codes(update(kept(period('2026-02-01', ''))))).toEqual([21270239]);
    expect(codes(update(oneDetail(period('2026-02-01', undefined))))).toEqual([21270239]);
  });

  it('reversed is refused, one day goes through', () => {
    expect(codes(create(oneDetail(period('2026-03-02', '2026-03-01'))))).toEqual([21270240]);
    expect(create(oneDetail(period('2026-03-01', '2026-03-01')))).toEqual([]);
  });

  it("outside the record's period is refused, its first and last day go through", () => {
    expect(codes(create(oneDetail(period('2025-12-31', '2026-01-31'))))).toEqual([21270241]);
    expect(codes(create(oneDetail(period('2026-12-01', '2027-01-01'))))).toEqual([21270241]);
    expect(codes(create(oneDetail(period('2027-01-01', '2027-01-31'))))).toEqual([21270241, 21270241]);
    expect(create(oneDetail(period('2026-01-01', '2026-12-31')))).toEqual([]);
  });

  it('a record without a period has none to leave', () => {
    const without = { reference_period_start_date: undefined, reference_period_end_date: '' };
    expect(create({ ...oneDetail(period('1999-01-01', '2099-01-01')), ...without })).toEqual([]);
  });
});

describe('what only the server can know is not judged', () => {
  it.each([
    ['21270205, decimal places of the item', oneDetail({}, '0.123456789')],
    ['21270070, binding period against reference period', { binding_period: 600 }],
    ['21270219, 21270228, binding rules', { binding_period: 7 }],
    ['21270222, 21270223, items and employees', { item_id: 'none', user_id: 'nobody' }],
    [
      'no page: an own reference period reversed',
      {
        reference_period_start_date: '2026-12-31',
        reference_period_end_date: '2026-01-01',
        ...oneDetail({ detail_reference_period_start_date: '', detail_reference_period_end_date: '' }),
      },
    ],
    [
      'no page: a reference period in another format',
      { reference_period_start_date: '2026/01', reference_period_end_date: '2026/12' },
    ],
    [
      'no page: what is_not_issued_due_to_offboarding may be',
      oneDetail({ is_not_issued_due_to_offboarding: 3 }),
    ],
  ])('%s', (_, changes) => {
    expect(create(changes)).toEqual([]);
  });
});
