import { describe, expect, it } from 'vitest';

import { faultsInEnglish } from '../../../test/in-english.ts';
import { anAllowance, anAllowanceUpdate } from '../../../test/records.ts';
import type { JsonObject } from '../../values/json.ts';
import { recurringCreate } from '../operations/recurring-create.ts';
import { recurringUpdate } from '../operations/recurring-update.ts';
import { judgeRecord } from './judge.ts';

describe.each([
  ['create', (changes: JsonObject) => faultsInEnglish(judgeRecord(recurringCreate, anAllowance(changes)))],
  [
    'update',
    (changes: JsonObject) => faultsInEnglish(judgeRecord(recurringUpdate, anAllowanceUpdate(changes))),
  ],
])('a recurring %s', (_, judge) => {
  const codes = (changes: JsonObject) => judge(changes).map(({ code }) => code);

  it.each(['20,00', '', '￥20'])('21280001: %j is not an amount', (each_amount) => {
    expect(codes({ each_amount })).toEqual([21280001]);
  });

  it.each(['0', '0.00', '-0', '+.0'])('21270318: %j is zero', (each_amount) => {
    expect(codes({ each_amount })).toEqual([21270318]);
  });

  it.each(['0e5', '-20.00', '1e3'])('%j goes through: no page forbids it', (each_amount) => {
    expect(codes({ each_amount })).toEqual([]);
  });

  it('21280002, 21280003: start and end are days that exist', () => {
    expect(codes({ start_date: '2026-02-30', end_date: '30/11/2027' })).toEqual([21280002, 21280003]);
  });

  it('21270308: it starts on the day that it ends or before', () => {
    expect(judge({ start_date: '2026-12-02', end_date: '2026-12-01' })).toEqual([
      {
        code: 21270308,
        field: 'start_date',
        message: 'start_date is 2026-12-02, later than end_date, 2026-12-01',
      },
    ]);
    expect(codes({ start_date: '2026-12-01', end_date: '2026-12-01' })).toEqual([]);
  });

  it('21270307: a way of issue that no page lists', () => {
    expect(judge({ issuance_type: 'with_shares' })).toEqual([
      {
        code: 21270307,
        field: 'issuance_type',
        message:
          'issuance_type is "with_shares", expected one of with_salary, with_cash, with_physical_distribution, with_year_end_bonus',
      },
    ]);
  });

  it('21270316 is not judged: whether a country is needed only the server knows', () => {
    expect(codes({ issuance_country_region_id: undefined })).toEqual([]);
    expect(codes({ issuance_country_region_id: '' })).toEqual([]);
  });

  it('21270306 is not judged: whether a currency exists only the server knows', () => {
    expect(codes({ currency_id: 'RMB' })).toEqual([]);
  });
});
