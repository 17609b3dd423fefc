// Poison, deadlines, patience, and several messages of a lane in one invocation.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { buckets, queues } from '../../local/world/start.ts';
import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { recurringCreate } from '../../shared/feishu/operations/recurring-create.ts';
import { aBonus, anAllowance, person } from '../../local/sandbox/test/payments.ts';
import { deliverWorld, laneEvent, type DeliverWorld } from './harness.ts';
import { badGateway, spoiltWorld } from './spoilt-world.ts';

const create = lumpSumCreate.name;
const group = `${create}/0`;
const some = (count: number, changes: object = {}) =>
  Array.from({ length: count }, () => aBonus({ ...changes }));

/** A world in which each create that carries the poison is broken, before or after the sandbox has processed it. */
function brokenWorld(when: 'before' | 'after'): Promise<DeliverWorld> {
  return spoiltWorld(({ path, body, phase }) =>
    phase === when && path.includes('batch_create') && body.includes('poison') ? badGateway : 'pass',
  );
}

describe('a record that Feishu refuses to look for', () => {
  const refusal = { status: 400, body: { code: 2290001, msg: 'invalid parameter' } };
  /** A world in which the first create is processed and not answered. */
  function unlookable(whenLooking: () => Promise<void> = () => Promise.resolve()): Promise<DeliverWorld> {
    let broken = false;
    return spoiltWorld(async ({ path, body, phase }) => {
      if (phase === 'before' && path.includes('/query') && body.includes('nobody-looks')) {
        await whenLooking();
        return refusal;
      }
      if (broken || phase === 'before' || !path.includes('batch_create')) return 'pass';
      broken = true;
      return badGateway;
    });
  }

  it('does not keep other records from being found: each has its true outcome', async () => {
    const ferry = await unlookable();
    const records = some(30);
    records[17] = aBonus({ unique_id: 'nobody-looks' });
    const job = await ferry.deliver(create, records);
    const statuses = await ferry.statuses(job);
    expect(Map.groupBy(statuses, (status) => status).get('created')).toHaveLength(29);
    expect(statuses[17]).toBe('exists_unchecked 21270202');
    expect(await ferry.sandbox.records()).toHaveLength(30);
  });

  it('is unknown where the job is stopped, and is not looked for again and again', async () => {
    let looks = 0;
    const ferry: DeliverWorld = await unlookable(async () => {
      looks += 1;
      if (looks > 1) return;
      const [book = ''] = await ferry
        .keys('jobs/')
        .then((keys) => keys.filter((key) => key.includes('/journal/')));
      const at = { Bucket: buckets.records, Key: book.replace(/journal.*/, 'abort') };
      await ferry.world.s3.send(new PutObjectCommand({ ...at, Body: '{}' }));
    });
    const job = await ferry.deliver(create, [aBonus(), aBonus({ unique_id: 'nobody-looks' })]);
    expect(await ferry.statuses(job)).toEqual(['created', 'unknown']);
    expect(looks).toBeLessThan(5);
  });
});

describe('a record that breaks every call that carries it', () => {
  it('is found by halving, refused alone, and all others of its batch are paid', async () => {
    const ferry = await brokenWorld('before');
    const records = [...some(500), ...some(8)];
    records[503] = aBonus({ remark: 'poison' });
    const job = await ferry.deliver(create, records);
    const statuses = await ferry.statuses(job);
    expect(statuses.flatMap((status, index) => (status === 'created' ? [] : [[index, status]]))).toEqual([
      [503, 'refused'],
    ]);
    expect(await ferry.sandbox.records()).toHaveLength(507);
  });

  it('but was stored all the same, is created', async () => {
    const ferry = await brokenWorld('after');
    const job = await ferry.deliver(create, [...some(500), ...some(3, { remark: 'poison' })]);
    expect(new Set(await ferry.statuses(job))).toEqual(new Set(['created']));
    expect(await ferry.sandbox.records()).toHaveLength(503);
  });
});

describe('a job whose patience is over', () => {
  it('makes no call any more', async () => {
    await using ferry = await deliverWorld({ settings: { PATIENCE_MS: '1' }, world: { visibilityMs: 500 } });
    const job = await ferry.deliver(create, some(1), 'approval=required/');
    await ferry.write(
      `jobs/${job}/sent.json`,
      JSON.stringify({ v: 1, job, batches: 1, sent_at: '2026-01-01T00:00:00.000Z' }),
    );
    const message = { v: 1, job, operation: create, batch: 0, lanes: 20 };
    const outcome = await ferry.world.deliver.invoke(laneEvent(group, [message]));
    expect(outcome).toEqual({ kind: 'ok', result: { batchItemFailures: [] } });
    expect(await ferry.sandbox.records()).toEqual([]);
    expect(await ferry.keys(`jobs/${job}/outcomes/`)).toEqual([]);
  });
});

describe('several messages of one lane in one invocation', () => {
  it('wait for their answers side by side, each called in a slot of its own', async () => {
    await using ferry = await deliverWorld({
      sandbox: { latencyMs: 1000 },
      settings: { LANES: '1', FEISHU_CALLS_PER_SECOND: '100', FEISHU_CALL_TIMEOUT_MS: '5000' },
      world: { delivers: false, timeoutMs: 20_000 },
    });
    const records = some(2500);
    const job = await ferry.deliver(create, records);
    const waiting = await ferry.world.sqs.waiting(queues.lanes);
    expect(waiting).toHaveLength(5);
    const startedMs = Date.now();
    // More lanes than one: with one lane the messages would be handled in their order.
    const messages = waiting.map(({ body }) => ({ ...JSON.parse(body), lanes: 20 }));
    const outcome = await ferry.world.deliver.invoke(laneEvent(group, messages));
    expect(outcome).toEqual({ kind: 'ok', result: { batchItemFailures: [] } });
    expect(new Set(await ferry.statuses(job))).toEqual(new Set(['created']));
    const arrivals = (await ferry.sandbox.calls({ api: create }))
      .filter(({ status }) => status === 200)
      .map(({ arrived_ms }) => arrived_ms);
    expect(arrivals).toHaveLength(5);
    expect(Math.max(...arrivals) - Math.min(...arrivals)).toBeLessThan(Date.now() - startedMs);
    expect(Math.max(...arrivals)).toBeLessThan(Math.min(...arrivals) + 1000);
  });

  it('are looked up one after the other: two turns each are more than there is time for', async () => {
    // A look-up has a turn every 1.05 s. An invocation has time for four turns, and the look-ups need eight.
    await using ferry = await deliverWorld({
      sandbox: { latencyMs: 300 },
      settings: { LANES: '1', FEISHU_CALLS_PER_SECOND: '10', FEISHU_CALL_TIMEOUT_MS: '1000' },
      world: { delivers: false, timeoutMs: 6000 },
    });
    const jobs: string[] = [];
    for (const n of [1, 2, 3, 4]) {
      const record = anAllowance({ user_id: person(n).people_corehr_id });
      jobs.push(await ferry.deliver(recurringCreate.name, [record]));
    }
    const waiting = await ferry.world.sqs.waiting(queues.lanes);
    const messages = waiting.map(({ body }) => ({ ...JSON.parse(body), lanes: 20 }));
    await ferry.sandbox.setFaults({
      next: [{ api: recurringCreate.name, fault: 'server_error_after', times: 4 }],
    });
    await ferry.world.deliver.invoke(laneEvent(group, messages));
    expect(await ferry.sandbox.records('recurring_payment')).toHaveLength(4);

    for (const invocation of [1, 2, 3]) {
      await ferry.world.deliver.invoke(laneEvent(group, messages));
      const settled = ferry.logs.filter(({ step }) => step === 'settled').length;
      expect(settled, `after ${invocation}`).toBeGreaterThanOrEqual(Math.min(4, invocation));
    }
    for (const job of jobs) expect(await ferry.statuses(job)).toEqual(['created']);
  });
});

describe('the deadline of an invocation', () => {
  it('hands back what is not done, and what is done is not done again', async () => {
    await using ferry = await deliverWorld({
      sandbox: { latencyMs: 300 },
      settings: { FEISHU_CALLS_PER_SECOND: '4', LANES: '1', FEISHU_CALL_TIMEOUT_MS: '1000' },
      world: { timeoutMs: 2500, visibilityMs: 1000 },
    });
    // Refused for an unknown user, and halved again and again: more calls than fit into one invocation.
    await ferry.sandbox.setSwitches({ bad_user_id_violations: 'absent' });
    const records = some(30, { user_id: 'e00001' });
    records[17] = aBonus({ user_id: 'e99999' });
    const job = await ferry.deliver(create, records, 'user_id_type=user_id/');
    const statuses = await ferry.statuses(job);
    expect(statuses.filter((status) => status === 'created')).toHaveLength(29);
    expect(ferry.logs.some((line) => line.step === 'handed_back' && line.why === 'deadline')).toBe(true);
    expect(await ferry.sandbox.records()).toHaveLength(29);
  });
});
