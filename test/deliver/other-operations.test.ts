import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { lumpSumRemove } from '../../shared/feishu/operations/lump-sum-remove.ts';
import { lumpSumUpdate } from '../../shared/feishu/operations/lump-sum-update.ts';
import { recurringCreate } from '../../shared/feishu/operations/recurring-create.ts';
import { recurringRemove } from '../../shared/feishu/operations/recurring-remove.ts';
import { recurringUpdate } from '../../shared/feishu/operations/recurring-update.ts';
import type { JsonObject } from '../../shared/values/json.ts';
import { callerFor, type Caller } from '../../local/sandbox/test/caller.ts';
import {
  aBonusChange,
  aDetail,
  anAllowance,
  anAllowanceChange,
  people,
  person,
  storeAllowance,
  storeBonus,
} from '../../local/sandbox/test/payments.ts';
import { deliverWorld, type DeliverWorld } from './harness.ts';

let ferry: DeliverWorld;
let call: Caller;
beforeAll(async () => {
  ferry = await deliverWorld();
});
beforeEach(async () => {
  await ferry.sandbox.reset();
  call = await callerFor(ferry.sandbox);
});
afterAll(() => ferry[Symbol.asyncDispose]());

const unanswered = [
  'no_answer_before',
  'no_answer_after',
  'cut_before',
  'cut_after',
  'busy_before',
  'busy_after',
  'html_200_after',
];
const noApproval = 'approval=none/';
let employee = 1;
/** An allowance, each time for another person: payments of one person must not overlap. */
const allowance = (changes: JsonObject = {}) => {
  employee = (employee % 30) + 1;
  return anAllowance({ user_id: person(employee).people_corehr_id, ...changes });
};

describe('recurring creates', () => {
  it.each(unanswered)('%s: created once, after two empty looks where it was not', async (fault) => {
    await ferry.sandbox.setFaults({ next: [{ api: recurringCreate.name, fault }] });
    const job = await ferry.deliver(recurringCreate.name, [allowance(), allowance()]);
    expect(await ferry.statuses(job)).toEqual(['created', 'created']);
    expect(await ferry.sandbox.records('recurring_payment')).toHaveLength(2);
  });

  it("an overlap with a payment of another program is Feishu's refusal", async () => {
    await storeAllowance(call, { user_id: people.regular });
    const job = await ferry.deliver(recurringCreate.name, [anAllowance({ user_id: people.regular })]);
    expect(await ferry.statuses(job)).toEqual(['refused 21270315']);
  });

  it('a unique_id that Feishu does not enforce is not paid twice either', async () => {
    await ferry.sandbox.setSwitches({ recurring_unique_id: 'ignored' });
    await ferry.sandbox.setFaults({ next: [{ api: recurringCreate.name, fault: 'no_answer_after' }] });
    const job = await ferry.deliver(recurringCreate.name, [allowance()]);
    expect(await ferry.statuses(job)).toEqual(['created']);
    expect(await ferry.sandbox.records('recurring_payment')).toHaveLength(1);
  });
});

describe('updates', () => {
  it.each(unanswered)('%s: of a detail that is there comes to the same', async (fault) => {
    const bonus = await storeBonus(call);
    await ferry.sandbox.setFaults({ next: [{ api: lumpSumUpdate.name, fault }] });
    const job = await ferry.deliver(lumpSumUpdate.name, [
      aBonusChange(bonus.id, bonus.detailIds[0] ?? '', { remark: '更正' }),
    ]);
    expect(await ferry.statuses(job)).toEqual(['updated']);
    expect(await ferry.sandbox.records()).toMatchObject([{ remark: '更正', details: [{}] }]);
  });

  it.each(unanswered)('%s: that add a detail add it once', async (fault) => {
    const bonus = await storeBonus(call);
    const change = {
      ...aBonusChange(bonus.id, bonus.detailIds[0] ?? ''),
      total_amount: '2500.00',
      issuance_frequency: 2,
      details: [{ ...aDetail(), id: bonus.detailIds[0] }, aDetail({ issuance_amount: '500.00' })],
    };
    await ferry.sandbox.setFaults({ next: [{ api: lumpSumUpdate.name, fault }] });
    const job = await ferry.deliver(lumpSumUpdate.name, [change]);
    expect(await ferry.statuses(job)).toEqual(['updated']);
    const [stored] = await ferry.sandbox.records();
    expect(stored?.details).toHaveLength(2);
    expect(await ferry.keys(`before-images/${job}/`)).toHaveLength(1);
  });

  it.each(unanswered)('%s: recurring ones too', async (fault) => {
    const id = await storeAllowance(call, { start_date: '2027-01-01', end_date: '2027-12-31' });
    await ferry.sandbox.setFaults({ next: [{ api: recurringUpdate.name, fault }] });
    const job = await ferry.deliver(recurringUpdate.name, [anAllowanceChange(id, { each_amount: '77.00' })]);
    expect(await ferry.statuses(job)).toEqual(['updated']);
    expect(await ferry.sandbox.records('recurring_payment')).toMatchObject([{ each_amount: '77.00' }]);
  });

  it('of records that do not exist are refused', async () => {
    const job = await ferry.deliver(lumpSumUpdate.name, [aBonusChange('7000000000000000000', '')]);
    expect(await ferry.statuses(job)).toEqual(['refused 21270201']);
  });
});

describe('removes', () => {
  it.each(unanswered)('%s: removed once; what was never there is refused', async (fault) => {
    const [bonus, kept] = [await storeBonus(call), await storeBonus(call)];
    await ferry.sandbox.setFaults({ next: [{ api: lumpSumRemove.name, fault }] });
    const job = await ferry.deliver(
      lumpSumRemove.name,
      [{ id: bonus.id }, { id: '7000000000000000000' }],
      noApproval,
    );
    expect(await ferry.statuses(job)).toEqual(['removed', 'refused 21270201']);
    expect(await ferry.sandbox.records()).toMatchObject([{ id: kept.id }]);
    expect(await ferry.read(`before-images/${job}/00000.ndjson`)).toContain(bonus.id);
  });

  it.each(unanswered)('%s: recurring ones too', async (fault) => {
    const id = await storeAllowance(call, { start_date: '2027-01-01', end_date: '2027-12-31' });
    await ferry.sandbox.setFaults({ next: [{ api: recurringRemove.name, fault }] });
    const job = await ferry.deliver(recurringRemove.name, [{ id }], noApproval);
    expect(await ferry.statuses(job)).toEqual(['removed']);
    expect(await ferry.sandbox.records('recurring_payment')).toEqual([]);
  });

  it("of what has begun to be paid are refused with Feishu's code", async () => {
    const bonus = await storeBonus(call);
    await ferry.sandbox.pay({ record_ids: [bonus.id] });
    const job = await ferry.deliver(lumpSumRemove.name, [{ id: bonus.id }], noApproval);
    expect(await ferry.statuses(job)).toEqual(['refused 21270224']);
  });
});
