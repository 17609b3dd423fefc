import { lumpSumRemove } from '../../shared/feishu/operations/lump-sum-remove.ts';
import { recurringRemove } from '../../shared/feishu/operations/recurring-remove.ts';
import { person, storeAllowance, storeBonus } from '../../local/sandbox/test/payments.ts';
import { describeKills } from './describe-kills.ts';
import type { Trade } from './kill-at-each-step.ts';

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

describeKills({
  leaves: 'removed',
  trades: { bonuses, allowances },
  alsoAt: ['before PutObject before-images/00000.ndjson', 'after PutObject before-images/00000.ndjson'],
});
