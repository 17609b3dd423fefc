// Delivers the same kind of file again and again, and each time ends deliver at a request where it has not died yet:
// before that request has any effect, or, where it has one, after it had all of it. What is stored and told then must be
// as if nobody had died.

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

/** One file, and what has to come of it. */
export interface Shipment {
  readonly records: readonly JsonObject[];
  /** In the order of the records. */
  readonly statuses: readonly string[];
  /** By unique_id or id: what Feishu holds afterwards, once; or that it does not. */
  readonly stored: Readonly<Record<string, JsonObject | 'absent'>>;
}

export interface Trade {
  readonly operation: WriteOperation;
  /** Of the sandbox. */
  readonly switches?: Record<string, string>;
  /** `n` counts the files of one world. What is stored here is older than any job. */
  readonly load: (call: Caller, n: number) => Promise<Shipment>;
}

/**
 * - fair: deliver is killed at every kind of request that has an effect, and at the first behind each that has none: those
 *   that follow find the same.
 * - call_lost, answer_lost: the first call breaks off, not processed or processed, and deliver is killed at every kind of
 *   request after it that has an effect; at calls of Feishu and the queue also the second time.
 */
export type Weather = 'fair' | 'call_lost' | 'answer_lost';

/** Answers with what deliver was killed at, each in turn. */
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
  /** Drops a file and kills deliver where it has not died yet; done when the job is complete. */
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
    // Once this request is over.
    setImmediate(() => void comeAgain(running.map(({ event }) => v.parse(queueEvent, event))));
    return 'cut';
  }

  /** What time would do: the journal of the killed invocation is fresh no longer, and their messages are seen again. */
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
    const [, own, name = ''] = /^(?:jobs|audit)\/([^/]+)\/(.*)/.exec(key) ?? [];
    if (bucket !== buckets.records || own === undefined) return 'pass';
    const hasEffect = asked === 'PutObject';
    // The last that split does.
    if (name === 'sent.json' && hasEffect) {
      if (phase === 'after') [job, armed] = [own, weather === 'fair'];
      return 'pass';
    }
    if (own !== job || (phase === 'after' && !hasEffect)) return 'pass';
    const done = await step(`${phase} ${asked} ${nameOf(key, own)}`, hasEffect);
    if (name === 'complete.json' && phase === 'after') {
      // From here on it is the report that asks.
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
    // Nothing ends by itself, however slow the machine is.
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

/** The same for each job. */
function nameOf(key: string, job: string): string {
  return key.replace(`${job}/`, '').replace(/-[0-9a-f]{8}\.ndjson$/, '.ndjson');
}
