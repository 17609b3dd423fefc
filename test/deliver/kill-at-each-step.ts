// Delivers the same kind of file again and again, and kills deliver at another request each time.
// - A request without an effect is killed before it; a request with an effect is killed before it, and after its whole
//   effect.
// - After each kill, records in Feishu and outcomes must be as without the kill.

import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { expect } from 'vitest';

import type { Interception, InterceptedRequest } from '../../local/s3/intercept.ts';
import { buckets, queues } from '../../local/world/start.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import { must } from '../../shared/errors.ts';
import { journalJson } from '../../shared/job/journal.ts';
import type { JsonObject } from '../../shared/values/json.ts';
import { callerFor, type Caller } from '../../local/sandbox/test/caller.ts';
import { deliverWorld, type DeliverWorld } from './harness.ts';
import { startPassThrough, type PassedRequest } from './pass-through.ts';

/** One file, and the end that it must come to. */
export interface Shipment {
  readonly records: readonly JsonObject[];
  /** `status` or `status code`, in the order of the records. */
  readonly statuses: readonly string[];
  /** unique_id or id → the fields that Feishu must hold, exactly once; `absent`: no record. */
  readonly stored: Readonly<Record<string, JsonObject | 'absent'>>;
}

export interface Trade {
  readonly operation: WriteOperation;
  /** Switches of the sandbox. */
  readonly switches?: Record<string, string>;
  /** `n` is the number of the file in its world. Records stored here are older than any job. */
  readonly load: (call: Caller, n: number) => Promise<Shipment>;
}

/**
 * When deliver is killed:
 * - fair: at every kind of request with an effect, and at the first request after each kind without one. Later requests of
 *   that kind meet the same state.
 * - call_lost, answer_lost: the first call breaks off, not processed or processed. Then deliver is killed at every kind of
 *   request with an effect; at calls to Feishu and the queue also the second time.
 */
export type Weather = 'fair' | 'call_lost' | 'answer_lost';

/** Answers with the requests at which deliver was killed, in order. */
export async function killAtEachStep(trade: Trade, weather: Weather): Promise<readonly string[]> {
  await using world = await killWorld(weather, trade);
  const { ferry } = world;
  const call = await callerFor(ferry.sandbox);
  const kills: string[] = [];
  for (;;) {
    await ferry.sandbox.moveClock({ advance_ms: -anHourMs });
    const shipment = await trade.load(call, kills.length);
    await ferry.sandbox.moveClock({ advance_ms: anHourMs });
    const { job, killed } = await world.deliver(shipment.records);
    await judge(ferry, trade, shipment, job, killed ?? 'nothing');
    if (killed === undefined) return kills;
    kills.push(killed);
  }
}

const anHourMs = 3_600_000;
const changeVisibility = 'ChangeMessageVisibility';
const queueEvent = v.object({
  Records: v.array(
    v.pipe(
      v.object({ receiptHandle: v.string() }),
      v.transform(({ receiptHandle }) => ({ ReceiptHandle: receiptHandle })),
    ),
  ),
});

async function judge(
  ferry: DeliverWorld,
  { operation: { name, identity } }: Trade,
  shipment: Shipment,
  job: string,
  killed: string,
): Promise<void> {
  const all = await ferry.sandbox.records(
    name.startsWith('recurring') ? 'recurring_payment' : 'lump_sum_payment',
  );
  for (const [own, expected] of Object.entries(shipment.stored)) {
    const held = all.filter((record) => record[identity] === own);
    expect(held, killed).toHaveLength(expected === 'absent' ? 0 : 1);
    if (expected !== 'absent') expect(held, killed).toMatchObject([expected]);
  }
  const outcomes = await ferry.outcomes(job);
  expect(await ferry.statuses(job), killed).toEqual(shipment.statuses);
  for (const { unique_id: own, id } of outcomes.filter((outcome) => outcome.status === 'created'))
    expect(
      all.find((record) => record.unique_id === own),
      killed,
    ).toMatchObject({ id });
  expect(await ferry.keys(`jobs/${job}/complete.json`), killed).toHaveLength(1);
  expect(await ferry.keys('quarantine/'), killed).toEqual([]);
}

interface KillWorld extends AsyncDisposable {
  readonly ferry: DeliverWorld;
  /** Drops a file and kills deliver at a request where it was not killed yet. Resolves when the job is complete. */
  deliver(
    records: readonly JsonObject[],
  ): Promise<{ readonly job: string; readonly killed: string | undefined }>;
}

async function killWorld(weather: Weather, { operation, switches = {} }: Trade): Promise<KillWorld> {
  let [armed, struck] = [false, false];
  const deaths = new Set<string>();
  let steps: string[] = [];
  let lastEffect = 'first';
  let killed: string | undefined;
  let job: string | undefined;
  let complete = Promise.withResolvers<string>();
  const upstream = { feishu: '', sqs: '' };

  async function step(what: string, hasEffect: boolean): Promise<'pass' | 'cut'> {
    if (!armed || (weather !== 'fair' && !hasEffect)) return 'pass';
    const kind = hasEffect ? what : `before reading, ${lastEffect}`;
    if (hasEffect) lastEffect = what;
    steps.push(kind);
    const times = steps.filter((done) => done === kind).length;
    const death = times === 1 ? kind : `${kind}, again`;
    const most = weather === 'fair' || what.includes('PutObject') ? 1 : 2;
    if (killed !== undefined || times > most || deaths.has(death)) return 'pass';
    deaths.add(death);
    killed = death;
    const running = ferry.world.deliver.running();
    await Promise.all(running.map((invocation) => invocation.kill()));
    // After this request has ended.
    setImmediate(() => void comeAgain(running.map(({ event }) => v.parse(queueEvent, event))));
    return 'cut';
  }

  /** Does what time would do: makes the journal of the killed invocation old, and its messages visible again. */
  async function comeAgain(events: readonly v.InferOutput<typeof queueEvent>[]): Promise<void> {
    const key = journalJson.key({ job: must(job, 'the job'), batch: 0 });
    const [kept] = await ferry.keys(key);
    if (kept !== undefined) {
      const journal = journalJson.parse(await ferry.read(kept));
      await ferry.put(key, JSON.stringify({ ...journal, taken_ms: journal.taken_ms - anHourMs }));
    }
    if (killed?.startsWith('after') && killed.includes(changeVisibility)) return;
    for (const { ReceiptHandle } of events.flatMap(({ Records }) => Records)) {
      await ferry.world.sqs.client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: ferry.world.sqs.queue(queues.lanes).url,
          ReceiptHandle,
          VisibilityTimeout: 0,
        }),
      );
    }
  }

  async function onS3({ bucket, key, phase, operation: asked }: InterceptedRequest): Promise<Interception> {
    const [, own, name = ''] = /^(?:jobs|before-images)\/([^/]+)\/(.*)/.exec(key) ?? [];
    if (bucket !== buckets.records || own === undefined) return 'pass';
    const hasEffect = asked === 'PutObject';
    // The last write of split.
    if (name === 'sent.json' && hasEffect) {
      if (phase === 'after') [job, armed] = [own, weather === 'fair'];
      return 'pass';
    }
    if (own !== job || (phase === 'after' && !hasEffect)) return 'pass';
    const done = await step(`${phase} ${asked} ${nameOf(key, own)}`, hasEffect);
    if (name === 'complete.json' && phase === 'after') {
      // Every request after this one is the report's.
      armed = false;
      complete.resolve(own);
    }
    return done;
  }

  async function onFeishu({ path: asked, phase }: PassedRequest): Promise<'pass' | 'cut'> {
    const isWrite = asked.includes(operation.path);
    if (weather !== 'fair' && isWrite && !struck) {
      if (phase === 'before' && weather === 'answer_lost') return 'pass';
      [armed, struck] = [true, true];
      return 'cut';
    }
    if (phase === 'after' && !isWrite) return 'pass';
    return step(`${phase} ${asked.replace(/\?.*/, '')}`, isWrite);
  }

  async function onSqs({ headers, phase }: PassedRequest): Promise<'pass' | 'cut'> {
    const action = String(headers['x-amz-target']);
    return action.includes(changeVisibility) ? step(`${phase} ${action}`, true) : 'pass';
  }

  const feishu = await startPassThrough(() => upstream.feishu, onFeishu);
  const sqs = await startPassThrough(() => upstream.sqs, onSqs);
  const ferry: DeliverWorld = await deliverWorld({
    sandbox: { switches },
    // Long enough that nothing times out, also on a slow machine.
    world: { timeoutMs: 30_000, visibilityMs: 60_000, secondMs: 100, interceptS3: onS3 },
    settings: {
      FEISHU_BASE_URL: feishu.baseUrl,
      LANES_QUEUE_URL: `${sqs.baseUrl}/000000000000/${queues.lanes}`,
      FEISHU_CALL_TIMEOUT_MS: '5000',
      LOOK_AGAIN_MS: '50',
    },
  });
  [upstream.feishu, upstream.sqs] = [ferry.sandbox.baseUrl, ferry.world.sqs.endpoint];
  return {
    ferry,
    async deliver(records) {
      [steps, armed, struck, killed, job] = [[], false, false, undefined, undefined];
      lastEffect = 'first';
      complete = Promise.withResolvers();
      await ferry.drop(operation.name, records, 'approval=none/');
      return { job: await complete.promise, killed };
    },
    async [Symbol.asyncDispose]() {
      await ferry[Symbol.asyncDispose]();
      await feishu[Symbol.asyncDispose]();
      await sqs[Symbol.asyncDispose]();
    },
  };
}

/** The key without the job id and the hash: the same for each job. */
function nameOf(key: string, job: string): string {
  return key.replace(`${job}/`, '').replace(/-[0-9a-f]{8}\.ndjson$/, '.ndjson');
}
