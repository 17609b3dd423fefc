// A job that is held for what its file shows: it waits for an approval that came after its plan.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { splitWorld, type SplitWorld } from './harness.ts';

let ferry: SplitWorld;
beforeAll(async () => {
  ferry = await splitWorld();
});
afterAll(() => ferry[Symbol.asyncDispose]());

const create = 'lump_sum_payment/batch_create';
const header =
  'unique_id,user_id,total_amount,binding_period,currency_id,issuance_frequency,item_id,details.1.issuance_amount,details.1.issuance_status,details.1.issuance_way,details.1.issuance_time,details.1.belong_time';
const held = (id: string) =>
  `${header},发给谁的\n${id},ou_1,100.10,0,CNY,1,bonus,100.10,to_be_issued,with_salary,2026-12-10,2026-12-01,x\n`;

const lanesOf = async (job: string) => (await ferry.lanes()).filter(({ body }) => body.job === job).length;

describe('a file with a column that nobody knows', () => {
  it('waits, says why, and goes out once it is approved', async () => {
    const { name, plan } = await ferry.drop(`${create}/held/a.csv`, held('held-1'));
    expect(plan).toMatchObject({ state: 'await_approval', hold: [{ kind: 'columns' }] });
    expect(await lanesOf(name)).toBe(0);
    const awaiting: unknown = JSON.parse(await ferry.read(`reports/${name}/awaiting_approval.json`));
    expect(awaiting).toMatchObject({
      hold: [{ kind: 'columns', text: expect.stringContaining('发给谁的') }],
    });

    await ferry.write(`jobs/${name}/approved`, '');
    expect(await lanesOf(name)).toBe(1);
  });
});
