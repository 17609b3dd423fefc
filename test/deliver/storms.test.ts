// Trouble around a batch: an app without rights, an app that is refused, and a job that a person stops.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { buckets, queues } from '../../local/world/start.ts';
import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { recurringCreate } from '../../shared/feishu/operations/recurring-create.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import { apps } from '../../local/sandbox/test/caller.ts';
import { aBonus, anAllowance, person } from '../../local/sandbox/test/payments.ts';
import { deliverWorld, type DeliverWorld } from './harness.ts';

const create = lumpSumCreate.name;
const some = (count: number, changes: object = {}) =>
  Array.from({ length: count }, () => aBonus({ ...changes }));

describe('in good order', () => {
  let ferry: DeliverWorld;
  beforeAll(async () => {
    // Long enough that every call is answered in time, also on a slow machine.
    ferry = await deliverWorld({ settings: { FEISHU_CALL_TIMEOUT_MS: '5000' } });
  });
  beforeEach(() => ferry.sandbox.reset());
  afterAll(() => ferry[Symbol.asyncDispose]());
  const creates = async () =>
    (await ferry.sandbox.calls({ api: create })).filter(({ code }) => code !== 99991663);

  describe('a call that is refused as a whole', () => {
    const openIds = 'user_id_type=open_id/';
    const byOpenId = (count: number) =>
      some(count).map((bonus, index): JsonObject => ({
        ...bonus,
        user_id: person((index % 40) + 1).open_id,
      }));

    it('is sent again without the records that the answer names, which alone are refused', async () => {
      const records = byOpenId(500);
      for (const at of [7, 250, 499]) records[at] = aBonus({ user_id: 'ou_nobody' });
      const job = await ferry.deliver(create, records, openIds);
      const refused = (await ferry.outcomes(job)).filter(({ status }) => status === 'refused');
      expect(refused.map(({ row, code }) => [row, code])).toEqual([
        [8, 99992351],
        [251, 99992351],
        [500, 99992351],
      ]);
      expect(await ferry.sandbox.records()).toHaveLength(497);
      expect(await creates()).toHaveLength(2);
    });

    it('without a named record is halved: 3 culprits of 500 cost at most 48 more calls', async () => {
      await ferry.sandbox.setSwitches({ bad_user_id_violations: 'absent' });
      const records = byOpenId(500);
      for (const at of [7, 250, 499]) records[at] = aBonus({ user_id: 'ou_nobody' });
      const job = await ferry.deliver(create, records, openIds);
      expect(
        (await ferry.outcomes(job)).filter(({ status }) => status === 'refused').map(({ row }) => row),
      ).toEqual([8, 251, 500]);
      expect(await ferry.sandbox.records()).toHaveLength(497);
      expect((await creates()).length).toBeLessThanOrEqual(49);
    });

    it('for mostly one reason stops the job with that reason', async () => {
      const job = await ferry.deliver(create, some(600, { user_id: 'ou_nobody' }), openIds);
      expect(JSON.parse(await ferry.read(`jobs/${job}/abort`))).toMatchObject({
        by: 'deliver',
        code: '99992351',
      });
      expect(await ferry.sandbox.records()).toEqual([]);
      const statuses = new Set((await ferry.outcomes(job)).map(({ status }) => status));
      expect([...statuses].every((status) => status === 'refused' || status === 'unsent')).toBe(true);
      expect(await ferry.keys(`jobs/${job}/complete.json`)).toHaveLength(1);
    });

    it('for mostly one reason stops the job also if its first call broke and no record is named', async () => {
      await ferry.sandbox.setSwitches({ bad_user_id_violations: 'absent' });
      await ferry.sandbox.setFaults({ next: [{ api: create, fault: 'server_error_before' }] });
      const job = await ferry.deliver(create, some(60, { user_id: 'ou_nobody' }), openIds);
      await ferry.outcomes(job);
      expect(JSON.parse(await ferry.read(`jobs/${job}/abort`))).toMatchObject({ code: '99992351' });
      expect((await creates()).length).toBeLessThan(60);
      expect(await ferry.sandbox.records()).toEqual([]);
    });
  });

  it('an abort takes effect before the next call', async () => {
    const job = await ferry.deliver(create, some(3), 'approval=required/');
    await ferry.write(`jobs/${job}/abort`, '');
    await ferry.write(`jobs/${job}/approved`, '');
    expect(await creates()).toEqual([]);
    expect(await ferry.keys(`jobs/${job}/complete.json`)).toHaveLength(1);
  });

  it('broken calls while none is answered are blamed on Feishu and not on the batch: every record is sent in the end', async () => {
    await ferry.sandbox.setFaults({ next: [{ api: create, fault: 'server_error_before', times: 4 }] });
    const job = await ferry.deliver(create, some(500));
    expect(await creates()).toHaveLength(5);
    expect(new Set(await ferry.statuses(job))).toEqual(new Set(['created']));
    expect(await ferry.sandbox.records()).toHaveLength(500);
  });

  it.each([
    ['hello', 'the message is not one of a lane'],
    [JSON.stringify({ v: 1, job: 'none', operation: create, batch: 0, lanes: 20 }), 'the job has no plan'],
  ])('%s on the lanes is set aside', async (body, reason) => {
    const { sqs } = ferry.world;
    await sqs.client.send(
      new SendMessageCommand({
        QueueUrl: sqs.queue(queues.lanes).url,
        MessageBody: body,
        MessageGroupId: 'g',
        MessageDeduplicationId: String(body.length),
      }),
    );
    await ferry.world.idle();
    const set = await Promise.all((await ferry.keys('quarantine/')).map((key) => ferry.read(key)));
    expect(set.some((text) => text.includes(JSON.stringify(reason)))).toBe(true);
    expect(await sqs.waiting(queues.lanes)).toEqual([]);
  });

  it('a batch that is not what the plan says is set aside, and nothing of it sent', async () => {
    const job = await ferry.deliver(create, some(1), 'approval=required/');
    const [batch = ''] = await ferry.keys(`jobs/${job}/batches/`);
    const [line = ''] = (await ferry.read(batch)).split('\n');
    await ferry.world.s3.send(
      new PutObjectCommand({
        Bucket: buckets.records,
        Key: batch,
        Body: `${line.replace('2000.00', '9000.00')}\n`,
      }),
    );
    await ferry.write(`jobs/${job}/approved`, '');
    expect(await creates()).toEqual([]);
    const set = await Promise.all((await ferry.keys('quarantine/')).map((key) => ferry.read(key)));
    expect(set.some((text) => text.includes('the batch is not what the plan says'))).toBe(true);
  });

  it('neither names nor amounts nor tokens are in the log', () => {
    const all = ferry.logs.map((line) => JSON.stringify(line)).join('\n');
    expect(all).toContain('"step":"settled"');
    for (const hidden of ['2000.00', 'ou_', 'Bearer', 't-', apps.everything.app_secret])
      expect(all).not.toContain(hidden);
  });
});

describe('an app that may not read', () => {
  it('settles what it can and says honestly what it cannot', async () => {
    await using ferry = await deliverWorld({ app: apps.writesOnly });
    const known = aBonus();
    const first = await ferry.deliver(create, [known]);
    expect(await ferry.statuses(first)).toEqual(['created']);
    const again = await ferry.deliver(create, [known, aBonus()]);
    expect(await ferry.statuses(again)).toEqual(['exists_unchecked 21270202', 'created']);

    await ferry.sandbox.setFaults({ next: [{ api: create, fault: 'no_answer_before' }] });
    expect(await ferry.statuses(await ferry.deliver(create, [aBonus()]))).toEqual(['created']);
    await ferry.sandbox.setFaults({ next: [{ api: create, fault: 'no_answer_after' }] });
    expect(await ferry.statuses(await ferry.deliver(create, [aBonus()]))).toEqual([
      'exists_unchecked 21270202',
    ]);
    await ferry.sandbox.setFaults({ next: [{ api: recurringCreate.name, fault: 'no_answer_after' }] });
    const unknown = await ferry.deliver(recurringCreate.name, [anAllowance()]);
    expect(await ferry.statuses(unknown)).toEqual(['unknown']);
    expect(await ferry.sandbox.records('recurring_payment')).toHaveLength(1);
  });
});

describe('records that a query does not show for a while', () => {
  it('are looked for again, and not paid twice', async () => {
    await using ferry = await deliverWorld({ sandbox: { switches: { fresh_record_seconds: '1' } } });
    await ferry.sandbox.setFaults({
      next: [
        { api: create, fault: 'no_answer_after' },
        { api: recurringCreate.name, fault: 'no_answer_after' },
      ],
    });
    const bonuses = await ferry.deliver(create, some(2));
    expect(await ferry.statuses(bonuses)).toEqual(['created', 'created']);
    const allowances = await ferry.deliver(recurringCreate.name, [anAllowance()]);
    expect(await ferry.statuses(allowances)).toEqual(['created']);
    expect(await ferry.sandbox.records()).toHaveLength(2);
    expect(await ferry.sandbox.records('recurring_payment')).toHaveLength(1);
  });
});

describe('a plan of another deployment', () => {
  it('for another app or base URL is not sent by this one', async () => {
    await using ferry = await deliverWorld();
    const job = await ferry.deliver(create, some(1), 'approval=required/');
    const plan = readJson(await ferry.read(`jobs/${job}/plan.json`));
    await ferry.write(
      `jobs/${job}/plan.json`,
      JSON.stringify({ ...(isJsonObject(plan) ? plan : {}), app_id: 'cli_other' }),
    );
    await ferry.write(`jobs/${job}/approved`, '');
    expect(await ferry.sandbox.records()).toEqual([]);
    const set = await Promise.all((await ferry.keys('quarantine/')).map((key) => ferry.read(key)));
    expect(set.some((text) => text.includes('another base URL or app'))).toBe(true);
  });
});
