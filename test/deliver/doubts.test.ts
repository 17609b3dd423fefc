// Calls without an answer, in the cases where a report could easily claim more than deliver knows.

import { setTimeout as pause } from 'node:timers/promises';

import { afterEach, describe, expect, it } from 'vitest';

import { buckets } from '../../local/world/start.ts';
import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { lumpSumRemove } from '../../shared/feishu/operations/lump-sum-remove.ts';
import { lumpSumUpdate } from '../../shared/feishu/operations/lump-sum-update.ts';
import { recurringCreate } from '../../shared/feishu/operations/recurring-create.ts';
import type { JsonObject } from '../../shared/values/json.ts';
import { inEnglish } from '../in-english.ts';
import { apps, callerFor } from '../../local/sandbox/test/caller.ts';
import {
  aBonus,
  aBonusChange,
  aDetail,
  anAllowance,
  people,
  person,
  storeAllowance,
  storeBonus,
} from '../../local/sandbox/test/payments.ts';
import type { FerryWorldOptions } from '../ferry-world.ts';
import { deliverWorld, laneEvent, type DeliverWorld } from './harness.ts';

const create = lumpSumCreate.name;
const some = (count: number, changes: object = {}) =>
  Array.from({ length: count }, () => aBonus({ ...changes }));

let opened: DeliverWorld | undefined;
afterEach(async () => {
  await opened?.[Symbol.asyncDispose]();
  opened = undefined;
});
async function quickWorld(options: FerryWorldOptions = {}): Promise<DeliverWorld> {
  opened = await deliverWorld({
    ...options,
    settings: { LOOK_AGAIN_MS: '50', BACK_OFF_MS: '20', ...options.settings },
  });
  return opened;
}

describe('a kill before the before-image is kept', () => {
  it('makes nothing of a record that never was: it was not removed', async () => {
    let killed = false;
    const ferry: DeliverWorld = await quickWorld({
      settings: { FEISHU_CALL_TIMEOUT_MS: '150' },
      world: {
        timeoutMs: 3000,
        visibilityMs: 3500,
        interceptS3: async ({ bucket, key, phase, operation }) => {
          const imageIsWritten =
            key.startsWith('before-images/') && operation === 'PutObject' && phase === 'before';
          if (killed || bucket !== buckets.records || !imageIsWritten) return 'pass';
          killed = true;
          await Promise.all(ferry.world.deliver.running().map((invocation) => invocation.kill()));
          return 'cut';
        },
      },
    });
    const call = await callerFor(ferry.sandbox);
    const bonus = await storeBonus(call);
    const records = [{ id: '7000000000000000000' }, { id: bonus.id }];
    const job = await ferry.deliver(lumpSumRemove.name, records, 'approval=none/');
    expect(killed).toBe(true);
    expect(await ferry.statuses(job)).toEqual(['refused 21270201', 'removed']);
    expect(await ferry.sandbox.records()).toEqual([]);
  });
});

describe('an app that may not read', () => {
  it('does not send again what would add a detail twice', async () => {
    const ferry = await quickWorld({ app: apps.writesOnly });
    const bonus = await storeBonus(await callerFor(ferry.sandbox));
    const change = {
      ...aBonusChange(bonus.id, bonus.detailIds[0] ?? ''),
      total_amount: '2500.00',
      issuance_frequency: 2,
      details: [{ ...aDetail(), id: bonus.detailIds[0] }, aDetail({ issuance_amount: '500.00' })],
    };
    await ferry.sandbox.setFaults({ next: [{ api: lumpSumUpdate.name, fault: 'no_answer_after' }] });
    const job = await ferry.deliver(lumpSumUpdate.name, [change]);
    expect(await ferry.statuses(job)).toEqual(['unknown']);
    expect(await ferry.sandbox.calls({ api: lumpSumUpdate.name })).toHaveLength(1);
    expect(await ferry.read(`before-images/${job}/00000.ndjson`)).toBe('{"may_not_read":true}\n');
  });

  it('gives up a record that breaks every call, and says that it does not know', async () => {
    const ferry = await quickWorld({ app: apps.writesOnly });
    await ferry.sandbox.setFaults({ next: [{ api: create, fault: 'server_error_before', times: 1000 }] });
    const job = await ferry.deliver(create, some(1));
    expect(await ferry.statuses(job)).toEqual(['unknown 2290002']);
  });

  it('tells nothing as unsent that it had sent when the job was stopped', async () => {
    const ferry = await quickWorld({ app: apps.writesOnly, settings: { BACK_OFF_MS: '400' } });
    await ferry.sandbox.setFaults({ next: [{ api: create, fault: 'server_error_after', times: 2 }] });
    const delivered = ferry.deliver(create, some(1));
    await abortAfterFirstCall(ferry);
    const job = await delivered;
    expect(await ferry.statuses(job)).toEqual(['unknown 2290002']);
    expect(inEnglish((await ferry.outcomes(job))[0]?.message)).toMatch(
      /^Feishu answered with 2290002 ".+" \(log id .+\), the app may not look it up, and the job was stopped$/,
    );
    expect(await ferry.sandbox.records()).toHaveLength(1);
  });
});

describe('an update that adds a detail', () => {
  it('is not sent again where Feishu holds it as it was to become: the detail would stand there twice', async () => {
    const ferry = await quickWorld();
    await ferry.sandbox.setSwitches({ details_left_out: 'kept' });
    const bonus = await storeBonus(await callerFor(ferry.sandbox));
    const change = {
      ...aBonusChange(bonus.id, bonus.detailIds[0] ?? ''),
      total_amount: '2500.00',
      issuance_frequency: 2,
      details: [{ ...aDetail(), id: bonus.detailIds[0] }, aDetail({ issuance_amount: '500.00' })],
    };
    const drop = () => ferry.deliver(lumpSumUpdate.name, [change]);
    expect(await ferry.statuses(await drop())).toEqual(['updated']);
    expect(await ferry.statuses(await drop())).toEqual(['already_exists']);
    expect(await ferry.sandbox.calls({ api: lumpSumUpdate.name })).toHaveLength(1);
    expect(await ferry.sandbox.records()).toMatchObject([{ details: [{}, { issuance_amount: '500.00' }] }]);
  });
});

describe('a record that breaks every call', () => {
  it('of a job of one batch is given up with the code, and not after the first broken calls', async () => {
    const ferry = await quickWorld();
    await ferry.sandbox.setFaults({ next: [{ api: create, fault: 'server_error_before', times: 1000 }] });
    const job = await ferry.deliver(create, some(1));
    expect(await ferry.statuses(job)).toEqual(['refused 2290002']);
    expect(await ferry.sandbox.calls({ api: create })).toHaveLength(8);
  });

  it('is given up as an update too, and what comes behind it goes on', async () => {
    const ferry = await quickWorld();
    const bonus = await storeBonus(await callerFor(ferry.sandbox));
    const change = aBonusChange(bonus.id, bonus.detailIds[0] ?? '', { remark: '更正' });
    await ferry.sandbox.setFaults({
      next: [{ api: lumpSumUpdate.name, fault: 'server_error_before', times: 8 }],
    });
    const given = await ferry.deliver(lumpSumUpdate.name, [change]);
    expect(await ferry.statuses(given)).toEqual(['refused 2290002']);
    expect(await ferry.statuses(await ferry.deliver(lumpSumUpdate.name, [change]))).toEqual(['updated']);
  });
});

describe('a conflict', () => {
  it("with somebody else's allowance, after a call that nobody answered, is Feishu's refusal", async () => {
    const ferry = await quickWorld();
    await storeAllowance(await callerFor(ferry.sandbox), { user_id: people.regular });
    await ferry.sandbox.setFaults({ next: [{ api: recurringCreate.name, fault: 'no_answer_before' }] });
    const job = await ferry.deliver(recurringCreate.name, [anAllowance({ user_id: people.regular })]);
    expect(await ferry.statuses(job)).toEqual(['refused 21270315']);
  });
});

describe('a job', () => {
  it('is not stopped by what single records are refused for', async () => {
    const ferry = await quickWorld();
    await ferry.sandbox.setSwitches({ bad_user_id_violations: 'absent' });
    const records: JsonObject[] = some(200).map((bonus, index) => ({
      ...bonus,
      user_id: person((index % 40) + 1).open_id,
      ...(index < 60 ? { item_id: '7999999999999999999' } : {}),
    }));
    records[150] = aBonus({ user_id: 'ou_nobody' });
    const statuses = await ferry.statuses(await ferry.deliver(create, records, 'user_id_type=open_id/'));
    expect(countsOf(statuses)).toEqual({ 'refused 21270222': 60, created: 139, 'refused 99992351': 1 });
  });

  it('is complete when the last of several messages of one invocation has ended, whichever that is', async () => {
    const ferry = await quickWorld({
      // Long enough that every call is answered in time, also on a slow machine.
      settings: { LANES: '2', FEISHU_CALL_TIMEOUT_MS: '5000' },
      world: { delivers: false, timeoutMs: 20_000 },
    });
    await ferry.sandbox.setSwitches({ bad_user_id_violations: 'absent' });
    const records: JsonObject[] = some(2000).map((bonus, index) => ({
      ...bonus,
      user_id: person((index % 40) + 1).open_id,
    }));
    // The first batch is halved again and again, so it ends last.
    records[7] = aBonus({ user_id: 'ou_nobody' });
    const job = await ferry.deliver(create, records, 'user_id_type=open_id/');
    await invoke(ferry, job, [1, 3]);
    expect(await ferry.keys(`jobs/${job}/complete.json`)).toEqual([]);
    await invoke(ferry, job, [0, 2]);
    expect(await ferry.keys(`jobs/${job}/complete.json`)).toHaveLength(1);
    const settled = ferry.logs.filter(({ step }) => step === 'settled').map(({ batch }) => batch);
    expect(settled.at(-1)).toBe(0);
  });

  it('that is stopped makes none of the calls that waited for their turn', async () => {
    const ferry = await quickWorld({
      // Turns of a lane are four seconds apart.
      settings: { LANES: '4', FEISHU_CALLS_PER_SECOND: '1', FEISHU_CALL_TIMEOUT_MS: '3000' },
      world: { delivers: false, timeoutMs: 60_000 },
    });
    const job = await ferry.deliver(create, some(2500));
    const invoked = invoke(ferry, job, [0, 4]);
    await abortAfterFirstCall(ferry);
    await invoked;
    expect(await ferry.sandbox.calls({ api: create })).toHaveLength(1);
    expect(countsOf(await ferry.statuses(job))).toEqual({ created: 500, unsent: 500 });
  });

  it('loses no batch to another of the same invocation that cannot be worked on', async () => {
    const ferry = await quickWorld({ settings: { LANES: '2' }, world: { delivers: false } });
    const job = await ferry.deliver(create, some(1100));
    await ferry.write(`jobs/${job}/journal/00000.json`, '{"of":"nobody"}');
    await invoke(ferry, job, [0, 2]);
    expect(await ferry.keys(`jobs/${job}/outcomes/`)).toEqual([`jobs/${job}/outcomes/00002.ndjson`]);
    expect(ferry.logs.filter(({ step }) => step === 'failed')).toHaveLength(1);
  });
});

describe('a lane whose trouble cannot be told', () => {
  it('to SQS, and one that cannot list, take no other lane along, and no call goes out after the answer', async () => {
    let listFails = false;
    const ferry = await quickWorld({
      settings: { LANES: '3' },
      world: {
        delivers: false,
        timeoutMs: 20_000,
        interceptS3: ({ bucket, operation, phase }) => {
          const isCount = operation === 'ListObjectsV2' && bucket === buckets.records;
          return listFails && isCount && phase === 'before' ? 'fail' : 'pass';
        },
      },
    });
    const job = await ferry.deliver(create, some(1200));
    await ferry.write(`jobs/${job}/journal/00000.json`, '{"of":"nobody"}');
    listFails = true;
    // Receipts that SQS never gave: each hand-back fails.
    const Records = [0, 1, 2].flatMap((batch) => {
      const message = { v: 1, job, operation: create, batch, lanes: 20 };
      return laneEvent(`${create}/${batch}`, [message]).Records.map((one) => ({
        ...one,
        messageId: `m${batch}`,
      }));
    });
    const outcome = await ferry.world.deliver.invoke({ Records });
    listFails = false;
    const calls = (await ferry.sandbox.calls({ api: create })).length;
    // The first leaves its lane with a message of its own.
    const failures = ['m1', 'm2'].map((itemIdentifier) => ({ itemIdentifier }));
    expect(outcome).toEqual({ kind: 'ok', result: { batchItemFailures: failures } });
    expect(calls).toBe(2);
    expect(await ferry.keys(`jobs/${job}/outcomes/`)).toHaveLength(2);
    const told = ferry.logs.filter(({ step }) => step === 'not_handed_back');
    expect(new Set(told.map(({ group }) => group))).toEqual(
      new Set([1, 2].map((lane) => `${create}/${lane}`)),
    );
    await ferry.world.deliver.invoke({ Records: Records.slice(1) });
    expect(await ferry.sandbox.calls({ api: create })).toHaveLength(calls);
    expect(await ferry.keys(`jobs/${job}/outcomes/`)).toHaveLength(2);
  });
});

function countsOf(statuses: readonly (string | number)[]) {
  return Object.fromEntries([...Map.groupBy(statuses, String)].map(([status, of]) => [status, of.length]));
}

async function abortAfterFirstCall(ferry: DeliverWorld): Promise<void> {
  while ((await ferry.sandbox.calls({ api: create })).length === 0) await pause(1);
  const book = (await ferry.keys('jobs/')).find((key) => key.includes('/journal/'));
  await ferry.write(`jobs/${book?.split('/')[1]}/abort`, '{}');
}

/** Invokes deliver with the messages of these batches, all of one lane, in one event. */
async function invoke({ world }: DeliverWorld, job: string, batches: readonly number[]): Promise<void> {
  const messages = batches.map((batch) => ({ v: 1, job, operation: create, batch, lanes: 20 }));
  await world.deliver.invoke(laneEvent(`${create}/${batches[0]}`, messages));
}
