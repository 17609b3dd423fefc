import { lumpSumUpdate } from '../../shared/feishu/operations/lump-sum-update.ts';
import { recurringUpdate } from '../../shared/feishu/operations/recurring-update.ts';
import {
  aBonusChange,
  aDetail,
  anAllowanceChange,
  person,
  storeAllowance,
  storeBonus,
} from '../../local/sandbox/test/payments.ts';
import { describeKills } from './describe-kills.ts';
import type { Trade } from './kill-at-each-step.ts';

const nobodys = '7400000000000999999';

const bonuses: Trade = {
  operation: lumpSumUpdate,
  // With this switch, an update that is sent twice adds its detail twice.
  switches: { details_left_out: 'kept' },
  async load(call) {
    const [first, second] = [await storeBonus(call), await storeBonus(call)];
    const change = aBonusChange(first.id, first.detailIds[0] ?? '', { remark: '更正' });
    const withOneMore = { total_amount: '2500.00', issuance_frequency: 2 };
    const kept = { ...aDetail(), id: second.detailIds[0] };
    const added = aDetail({ issuance_amount: '500.00' });
    return {
      records: [
        change,
        { ...aBonusChange(second.id, ''), ...withOneMore, details: [kept, added] },
        { ...aBonusChange(nobodys, ''), ...withOneMore, details: [aDetail(), added] },
      ],
      statuses: ['updated', 'updated', 'refused 21270201'],
      stored: {
        [first.id]: change,
        [second.id]: { total_amount: '2500.00', details: [kept, added] },
        [nobodys]: 'absent',
      },
    };
  },
};

const allowances: Trade = {
  operation: recurringUpdate,
  async load(call, n) {
    const year = { start_date: `${2027 + n}-01-01`, end_date: `${2027 + n}-12-31` };
    const stored = (employee: number) =>
      storeAllowance(call, { ...year, user_id: person(employee).people_corehr_id });
    const [first, second] = [await stored(1), await stored(2)];
    return {
      records: [
        anAllowanceChange(first, { ...year, each_amount: '77.00' }),
        anAllowanceChange(second, { ...year, remark: '更正' }),
        anAllowanceChange(nobodys, year),
      ],
      statuses: ['updated', 'updated', 'refused 21270313'],
      stored: {
        [first]: { each_amount: '77.00' },
        [second]: { each_amount: '1500.00', remark: '更正' },
        [nobodys]: 'absent',
      },
    };
  },
};

describeKills({
  leaves: 'changed once',
  trades: { bonuses, allowances },
  alsoAt: ['after PutObject jobs/journal/00000.json'],
});
