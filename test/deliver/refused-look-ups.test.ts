// Feishu refuses to look for one name of hundreds, and no invocation has the time to find out which one. Each invocation
// must make progress, and the batch must come to its end.

import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';

import { queues } from '../../local/world/start.ts';
import { readJson, type JsonObject } from '../../shared/values/json.ts';
import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { lumpSumRemove } from '../../shared/feishu/operations/lump-sum-remove.ts';
import { recurringCreate } from '../../shared/feishu/operations/recurring-create.ts';
import { callerFor, resultsOf } from '../../local/sandbox/test/caller.ts';
import { aBonus, anAllowance, person } from '../../local/sandbox/test/payments.ts';
import { deliverWorld, laneEvent, type DeliverWorld } from './harness.ts';
import { startPassThrough } from './pass-through.ts';

const records = 300;
const nobodyLooks = 'nobody-looks';

/** A look-up of creates has a turn every 210 ms, a look-up of removes every 420 ms. */
const callsPerSecond = 50;
const callTimeoutMs = 3000;
/**
 * Milliseconds for calls in one invocation: six turns for creates, three for removes. Halving 300 down to one takes about
 * 17.
 */
const callsForMs = 1300;
/** Far more than needed, because a busy machine misses turns. */
const mostInvocations = 20;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

type FirstCall = 'answered' | 'processed' | 'lost';

interface Troubled {
  readonly ferry: DeliverWorld;
  /** In order: the creates, and the look-ups that gave an answer. */
  readonly asked: readonly { readonly what: 'create' | 'look'; readonly names: readonly string[] }[];
}

const named = v.object({
  records: v.optional(v.array(v.object({ unique_id: v.optional(v.string(), '') })), []),
  unique_ids: v.optional(v.array(v.string()), []),
});

/** A world in which Feishu refuses to look for this name, and the first write call gets no answer. */
async function troubledWorld(refused: () => string, firstCall: FirstCall): Promise<Troubled> {
  let target = '';
  let first: object | undefined;
  const asked: Troubled['asked'][number][] = [];
  const feishu = await startPassThrough(
    () => target,
    async ({ path, phase, headers, body }) => {
      const isLook = path.includes('/query');
      if (!isLook && !path.includes('/batch_')) return 'pass';
      const { records: sent, unique_ids: names } = v.parse(named, readJson(body.toString()));
      const refuses = isLook && body.includes(`"${refused()}"`);
      if (phase === 'before' && !isLook)
        asked.push({ what: 'create', names: sent.map(({ unique_id }) => unique_id) });
      if (phase === 'before' && isLook && (!refuses || names.length === 1))
        asked.push({ what: 'look', names });
      if (refuses) return { status: 400, body: { code: 2290001, msg: 'invalid parameter' } };
      if (isLook || firstCall === 'answered') return 'pass';
      first ??= headers;
      const breaks = headers === first && phase === (firstCall === 'lost' ? 'before' : 'after');
      return breaks ? { status: 502, body: {} } : 'pass';
    },
  );
  closing.push(async () => feishu[Symbol.asyncDispose]());
  const ferry = await deliverWorld({
    settings: {
      FEISHU_BASE_URL: feishu.baseUrl,
      LANES: '1',
      FEISHU_CALLS_PER_SECOND: String(callsPerSecond),
      FEISHU_CALL_TIMEOUT_MS: String(callTimeoutMs),
      // Records that are due are looked up again at once. Records that were not looked up yet must get their turn all the
      // same.
      LOOK_AGAIN_MS: '1',
    },
    world: { delivers: false, timeoutMs: Math.ceil((callTimeoutMs + callsForMs) / 0.95) },
  });
  closing.push(async () => ferry[Symbol.asyncDispose]());
  target = ferry.sandbox.baseUrl;
  return { ferry, asked };
}

/** Invokes deliver again and again until the batch has outcomes. Answers with the number of invocations. */
async function invocationsOf(
  ferry: DeliverWorld,
  job: string,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const messages = (await ferry.world.sqs.waiting(queues.lanes)).map(({ body }) => JSON.parse(body));
  for (let count = 1; count <= mostInvocations; count += 1) {
    await ferry.world.deliver.invoke(laneEvent('a group', messages));
    if ((await ferry.keys(`jobs/${job}/outcomes/`)).length > 0) return count;
    await between();
  }
  throw new Error(`the batch is open after ${mostInvocations} invocations`);
}

const bonuses = () => Array.from({ length: records }, () => aBonus());

/** Allowances for 30 people, ten years each: no payment overlaps another of the same person. */
const allowances = () =>
  Array.from({ length: records }, (_, index) => {
    const year = 2027 + Math.floor(index / 30);
    return anAllowance({
      user_id: person((index % 30) + 1).people_corehr_id,
      start_date: `${year}-01-01`,
      end_date: `${year}-12-31`,
    });
  });

describe('one record of hundreds that Feishu refuses to look for', () => {
  it.each([
    [lumpSumCreate.name, 'processed', 'exists_unchecked 21270202', { again: [nobodyLooks], stored: records }],
    [lumpSumCreate.name, 'lost', 'created', { again: [], stored: records }],
    [recurringCreate.name, 'processed', 'unknown', { again: [], stored: records }],
    [recurringCreate.name, 'lost', 'unknown', { again: [], stored: records - 1 }],
  ] as const)(
    'keeps no other from being told as it is: of a %s whose first call was %s',
    async (create, firstCall, told, { again, stored }) => {
      const { ferry, asked } = await troubledWorld(() => nobodyLooks, firstCall);
      const isBonus = create === lumpSumCreate.name;
      const dropped: JsonObject[] = isBonus ? bonuses() : allowances();
      dropped[137] = { ...dropped[137], unique_id: nobodyLooks };
      const job = await ferry.deliver(create, dropped);
      expect(await invocationsOf(ferry, job)).toBeGreaterThan(2);

      const statuses = await ferry.statuses(job);
      expect(statuses[137]).toBe(told);
      expect(new Set(statuses.toSpliced(137, 1))).toEqual(new Set(['created']));
      const held = await ferry.sandbox.records(isBonus ? 'lump_sum_payment' : 'recurring_payment');
      expect(new Set(held.map(({ unique_id }) => unique_id)).size).toBe(stored);
      expect(held).toHaveLength(stored);

      const creates = asked.filter(({ what }) => what === 'create');
      const came = creates.slice(firstCall === 'lost' ? 1 : 0).flatMap(({ names }) => names);
      expect(came.filter((name, index) => came.indexOf(name) !== index)).toEqual(again);
      // No record is sent again before every record was looked up.
      const second = creates[1] ? asked.indexOf(creates[1]) : asked.length;
      const looks = asked.slice(0, second).filter(({ what }) => what === 'look');
      expect(new Set(looks.flatMap(({ names }) => names)).size).toBe(records);
    },
  );

  it('keeps no job from its first call, which is made without knowing what was there before', async () => {
    let refused = '';
    const { ferry } = await troubledWorld(() => refused, 'answered');
    const call = await callerFor(ferry.sandbox);
    const ids = resultsOf(await call(lumpSumCreate.name, { records: bonuses() })).flatMap(
      ({ id }) => id ?? [],
    );
    expect(ids).toHaveLength(records);
    refused = ids[137] ?? '';
    const removes = ids.map((id) => ({ id }));
    const job = await ferry.deliver(lumpSumRemove.name, removes, 'approval=none/');
    expect(await invocationsOf(ferry, job)).toBeGreaterThan(2);
    expect(new Set(await ferry.statuses(job))).toEqual(new Set(['removed']));
    expect(await ferry.read(`before-images/${job}/00000.ndjson`)).toBe('{"may_not_read":true}\n');
    expect(await ferry.sandbox.calls({ api: lumpSumRemove.name })).toHaveLength(1);
    expect(await ferry.sandbox.records()).toEqual([]);
  });
});
