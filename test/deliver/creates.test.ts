import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { aBonus, person } from '../../local/sandbox/test/payments.ts';
import { deliverWorld, type DeliverWorld } from './harness.ts';

const create = lumpSumCreate.name;
let ferry: DeliverWorld;
beforeAll(async () => {
  ferry = await deliverWorld();
});
beforeEach(() => ferry.sandbox.reset());
afterAll(() => ferry[Symbol.asyncDispose]());

const some = (count: number, changes: object = {}) =>
  Array.from({ length: count }, () => aBonus({ ...changes }));

describe('a job of creates', () => {
  it('ends with one outcome a record, each stored once, and complete.json', async () => {
    const records = some(1201);
    const job = await ferry.deliver(create, records);
    expect(new Set(await ferry.statuses(job))).toEqual(new Set(['created']));
    const stored = await ferry.sandbox.records();
    expect(stored).toHaveLength(1201);
    expect(new Set(stored.map(({ unique_id }) => unique_id))).toEqual(
      new Set(records.map(({ unique_id }) => unique_id)),
    );
    const ids = new Map(stored.map((record) => [record.unique_id, record.id]));
    for (const outcome of await ferry.outcomes(job)) expect(outcome.id).toBe(ids.get(outcome.unique_id));
    expect(await ferry.keys(`jobs/${job}/complete.json`)).toHaveLength(1);
    expect(await ferry.world.sqs.waiting('lanes.fifo')).toEqual([]);
  });

  it("tells Feishu's refusals with code and words", async () => {
    const job = await ferry.deliver(create, [
      aBonus(),
      aBonus({ item_id: 'none' }),
      aBonus({ user_id: person(47).people_corehr_id }),
    ]);
    expect(await ferry.statuses(job)).toEqual(['created', 'refused 21270222', 'refused 21270226']);
  });

  it('is counted: records by status, calls by kind, how long they took', async () => {
    const before = ferry.logs.length;
    await ferry.deliver(create, [aBonus(), aBonus(), aBonus({ item_id: 'none' })]);
    const metrics = ferry.logs.slice(before).filter((line) => '_aws' in line);
    expect(metrics).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ service: 'deliver', status: 'created', records: 2 }),
        expect.objectContaining({ service: 'deliver', status: 'refused', records: 1 }),
        expect.objectContaining({ service: 'deliver', operation: create, kind: 'accepted', calls: 1 }),
        expect.objectContaining({ call_latency: expect.any(Array), lag: expect.any(Number) }),
      ]),
    );
  });

  it('with a code that stands on no page is refused as it came, and counted', async () => {
    await ferry.sandbox.setFaults({ next: [{ api: create, fault: 'unknown_record_code' }] });
    const before = ferry.logs.length;
    const job = await ferry.deliver(create, [aBonus(), aBonus()]);
    expect(await ferry.statuses(job)).toEqual(['refused 21279999', 'created']);
    expect(ferry.logs.slice(before)).toContainEqual(
      expect.objectContaining({ service: 'deliver', unknown_code: 1 }),
    );
  });

  it('dropped twice pays once: what was there is already_exists, other content a conflict', async () => {
    const [first, second] = [aBonus(), aBonus()];
    await ferry.deliver(create, [first, second]);
    const again = await ferry.deliver(create, [
      { ...first, total_amount: '2000' },
      { ...second, remark: 'another' },
      aBonus(),
    ]);
    expect(await ferry.statuses(again)).toEqual(['already_exists', 'conflict 21270202', 'created']);
    expect(await ferry.sandbox.records()).toHaveLength(3);
  });
});

describe('a call that nobody answered', () => {
  it.each([
    'no_answer_before',
    'no_answer_after',
    'cut_before',
    'cut_after',
    'cut_mid_answer',
    'server_error_before',
    'server_error_after',
    'busy_before',
    'busy_after',
    'html_502_before',
    'html_502_after',
    'html_200_before',
    'html_200_after',
    'unknown_code_before',
    'unknown_code_after',
    'slow_body',
    'missing_result',
    'shuffled_results',
    'throttled',
    'token_withdrawn',
  ])('%s: each record is created once and said to be', async (fault) => {
    const records = some(3);
    await ferry.sandbox.setFaults({ next: [{ api: create, fault }], slow_body_ms: 1000, throttle_ms: 20 });
    const job = await ferry.deliver(create, records);
    expect(await ferry.statuses(job)).toEqual(['created', 'created', 'created']);
    expect(await ferry.sandbox.records()).toHaveLength(3);
  });

  it('twice in a row hands the batch back, and it is settled later', async () => {
    await ferry.sandbox.setFaults({
      next: [
        { api: create, fault: 'server_error_after', times: 1 },
        { api: create, fault: 'server_error_before', times: 3 },
      ],
    });
    const job = await ferry.deliver(create, some(2));
    expect(await ferry.statuses(job)).toEqual(['created', 'created']);
  });

  it('and looking it up fails too: nothing is sent again before it was seen', async () => {
    const records = some(2);
    await ferry.sandbox.setFaults({
      next: [
        { api: create, fault: 'no_answer_after' },
        { api: 'lump_sum_payment.query', fault: 'server_error_before', times: 2 },
      ],
    });
    const job = await ferry.deliver(create, records);
    expect(await ferry.statuses(job)).toEqual(['created', 'created']);
    const calls = await ferry.sandbox.calls({ api: create });
    expect(calls.filter(({ fault }) => fault !== null)).toHaveLength(1);
    expect(calls.filter(({ code }) => code === 0)).toEqual([]);
  });
});
