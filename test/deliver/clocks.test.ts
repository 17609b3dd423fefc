// Who made a payment is told by the time at which Feishu created it. Its clock and ours differ, by minutes where one is wrong; and
// two runs may send the same payment at one time.

import { afterEach, describe, expect, it } from 'vitest';

import { callerFor } from '../../local/sandbox/test/caller.ts';
import { aBonus, anAllowance } from '../../local/sandbox/test/payments.ts';
import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { recurringCreate } from '../../shared/feishu/operations/recurring-create.ts';
import { isJsonObject, readJson } from '../../shared/values/json.ts';
import { inEnglish } from '../in-english.ts';
import { deliverWorld, type DeliverWorld } from './harness.ts';

const create = lumpSumCreate.name;
const minute = 60_000;

let opened: DeliverWorld | undefined;
afterEach(async () => {
  await opened?.[Symbol.asyncDispose]();
  opened = undefined;
});

async function worldWhereFeishuIsAhead(aheadMs: number): Promise<DeliverWorld> {
  opened = await deliverWorld({
    settings: { LOOK_AGAIN_MS: '50', BACK_OFF_MS: '20', FEISHU_CALL_TIMEOUT_MS: '150' },
  });
  await opened.sandbox.moveClock({ advance_ms: aheadMs });
  return opened;
}

async function deliverUnanswered(ferry: DeliverWorld, record: object, operation = create) {
  await ferry.sandbox.setFaults({ next: [{ api: operation, fault: 'no_answer_after' }] });
  const job = await ferry.deliver(operation, [{ ...record }]);
  const [outcome] = await ferry.outcomes(job);
  return { job, status: outcome?.status, message: outcome?.message };
}

describe.each([-15, -2, 0, 2, 15])("Feishu's clock is %i minutes ahead of ours", (minutes) => {
  it('and a payment that this job made, without an answer, is told as created', async () => {
    const ferry = await worldWhereFeishuIsAhead(minutes * minute);
    const { status, message } = await deliverUnanswered(ferry, aBonus());
    expect(status).toBe('created');
    expect(inEnglish(message)).toMatch(/created since: by this job, or by another/);
    expect(await ferry.sandbox.records()).toHaveLength(1);
  });

  it('and one that was there a minute before its call is not', async () => {
    const ferry = await worldWhereFeishuIsAhead((minutes - 1) * minute);
    const bonus = aBonus();
    await (
      await callerFor(ferry.sandbox)
    )(create, { records: [bonus] });
    await ferry.sandbox.moveClock({ advance_ms: minute });
    // The call breaks and is not processed, so the record is in doubt.
    await ferry.sandbox.setFaults({ next: [{ api: create, fault: 'server_error_before' }] });
    const job = await ferry.deliver(create, [bonus]);
    expect(await ferry.statuses(job)).toEqual(['already_exists']);
  });

  it('which the report says if it is more than ten', async () => {
    const ferry = await worldWhereFeishuIsAhead(minutes * minute);
    const job = await ferry.deliver(create, [aBonus()]);
    const report = readJson(await ferry.read(`reports/${job}/report.json`));
    const notes = isJsonObject(report) ? report.notes : 'no report';
    const logged = ferry.logs.filter(({ step }) => step === 'clocks_differ').length;
    if (Math.abs(minutes) <= 10) {
      expect(notes).toBeUndefined();
      expect(logged).toBe(0);
      return;
    }
    const way = minutes > 0 ? 'ahead of' : 'behind';
    expect(notes).toEqual([
      expect.objectContaining({
        say: 'job.clocks_differ',
        text: expect.stringMatching(new RegExp(`^Feishu's clock is about 1[45] minutes ${way} ours`)),
      }),
    ]);
    expect(logged).toBeGreaterThan(0);
  });
});

describe('a recurring payment, of which Feishu shows no time', () => {
  it.each([
    ['is told as created where this job made it', false, 'created'],
    ['is told as there before where it was', true, 'already_exists'],
  ])('%s, with clocks fifteen minutes apart', async (_, isThere, status) => {
    const ferry = await worldWhereFeishuIsAhead(-15 * minute);
    const allowance = anAllowance();
    if (isThere) {
      await (
        await callerFor(ferry.sandbox)
      )(recurringCreate.name, { records: [allowance] });
      await ferry.sandbox.moveClock({ advance_ms: minute });
    }
    const fault = isThere ? 'server_error_before' : 'no_answer_after';
    await ferry.sandbox.setFaults({ next: [{ api: recurringCreate.name, fault }] });
    const job = await ferry.deliver(recurringCreate.name, [allowance]);
    expect(await ferry.statuses(job)).toEqual([status]);
  });
});

describe('two runs that send one payment, both without an answer', () => {
  it('are told the same where either may have: each says that it may be the other', async () => {
    const ferry = await worldWhereFeishuIsAhead(0);
    const bonus = aBonus();
    await ferry.sandbox.setFaults({
      next: [
        { api: create, fault: 'no_answer_after' },
        { api: create, fault: 'server_error_before' },
      ],
    });
    await Promise.all([ferry.drop(create, [bonus]), ferry.drop(create, [bonus])]);
    await ferry.world.idle();
    const jobs = [...new Set((await ferry.keys('jobs/')).map((key) => key.split('/')[1] ?? ''))];
    expect(jobs).toHaveLength(2);
    const outcomes = (await Promise.all(jobs.map((job) => ferry.outcomes(job)))).flat();
    expect(await ferry.sandbox.records()).toHaveLength(1);
    const created = outcomes.filter(({ status }) => status === 'created');
    expect(created.length).toBeGreaterThan(0);
    for (const { message } of created) expect(inEnglish(message)).toContain('or by another');
  });
});
