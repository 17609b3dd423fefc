import { describe, expect, it } from 'vitest';

import { lumpSumRemove } from '../../shared/feishu/operations/lump-sum-remove.ts';
import { recurringRemove } from '../../shared/feishu/operations/recurring-remove.ts';
import { person, storeAllowance, storeBonus } from '../sandbox/payments.ts';
import { killAtEachStep, type Trade } from './kill-at-each-step.ts';

const nobodys = '7400000000000999999';

const bonuses: Trade = {
  operation: lumpSumRemove,
  async load(call) {
    const { id: first } = await storeBonus(call);
    const { id: second } = await storeBonus(call);
    const { id: kept } = await storeBonus(call);
    return {
      records: [{ id: first }, { id: nobodys }, { id: second }],
      statuses: ['removed', 'refused 21270201', 'removed'],
      stored: { [first]: 'absent', [second]: 'absent', [kept]: { total_amount: '2000.00' } },
    };
  },
};

const allowances: Trade = {
  operation: recurringRemove,
  async load(call, n) {
    const year = { start_date: `${2027 + n}-01-01`, end_date: `${2027 + n}-12-31` };
    const stored = (employee: number) =>
      storeAllowance(call, { ...year, user_id: person(employee).people_corehr_id });
    const [first, second, kept] = [await stored(1), await stored(2), await stored(3)];
    return {
      records: [{ id: first }, { id: nobodys }, { id: second }],
      statuses: ['removed', 'refused 21270313', 'removed'],
      stored: { [first]: 'absent', [second]: 'absent', [kept]: { each_amount: '1500.00' } },
    };
  },
};

const trades = { bonuses, allowances };

describe('a kill of deliver leaves each record removed and truly told', () => {
  it.concurrent.each(Object.entries(trades))(
    'at every request: %s',
    async (_, trade) => {
      expect(await killAtEachStep(trade, 'fair')).toEqual(
        expect.arrayContaining([
          'before PutObject audit/00000.ndjson',
          'after PutObject audit/00000.ndjson',
          `before ${trade.operation.path}`,
          `after ${trade.operation.path}`,
          'before PutObject jobs/outcomes/00000.ndjson',
          'after PutObject jobs/complete.json',
        ]),
      );
    },
    600_000,
  );

  it.concurrent.each(
    Object.entries(trades).flatMap(([name, trade]) => [
      [name, 'call_lost' as const, trade] as const,
      [name, 'answer_lost' as const, trade] as const,
    ]),
  )(
    'at every request that has an effect: %s, %s',
    async (_, weather, trade) => {
      expect(await killAtEachStep(trade, weather)).toEqual(
        expect.arrayContaining([
          'before PutObject jobs/outcomes/00000.ndjson',
          'after PutObject jobs/outcomes/00000.ndjson',
          'after PutObject jobs/complete.json',
        ]),
      );
    },
    600_000,
  );
});
