import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { recurringCreate } from '../../shared/feishu/operations/recurring-create.ts';
import { aBonus, anAllowance, person } from '../../local/sandbox/test/payments.ts';
import { describeKills } from './describe-kills.ts';
import type { Trade } from './kill-at-each-step.ts';

const nameOf = ({ unique_id }: Record<string, unknown>) => String(unique_id);

const bonuses: Trade = {
  operation: lumpSumCreate,
  async load(call) {
    const [paid, once, refused, before, changed] = [
      aBonus(),
      aBonus(),
      aBonus({ item_id: 'none' }),
      aBonus(),
      aBonus(),
    ];
    await call(lumpSumCreate.name, { records: [before, changed] });
    return {
      records: [paid, once, refused, { ...before, total_amount: '2000' }, { ...changed, remark: 'another' }],
      statuses: ['created', 'created', 'refused 21270222', 'already_exists', 'conflict 21270202'],
      stored: {
        [nameOf(paid)]: { total_amount: '2000.00' },
        [nameOf(once)]: { total_amount: '2000.00' },
        [nameOf(refused)]: 'absent',
        [nameOf(before)]: before,
        [nameOf(changed)]: { total_amount: '2000.00' },
      },
    };
  },
};

const allowances: Trade = {
  operation: recurringCreate,
  load(_, n) {
    // Payments of one person may not overlap, so each file has its own year.
    const year = { start_date: `${2027 + n}-01-01`, end_date: `${2027 + n}-12-31` };
    const of = (employee: number) => anAllowance({ user_id: person(employee).people_corehr_id, ...year });
    const [paid, once, refused] = [of(1), of(2), { ...of(3), item_id: 'none' }];
    return Promise.resolve({
      records: [paid, once, refused],
      statuses: ['created', 'created', 'refused 21270305'],
      stored: { [nameOf(paid)]: paid, [nameOf(once)]: once, [nameOf(refused)]: 'absent' },
    });
  },
};

describeKills({
  leaves: 'paid once',
  trades: { bonuses, allowances },
  alsoAt: ['before PutObject jobs/journal/00000.json', 'after PutObject jobs/journal/00000.json'],
});
