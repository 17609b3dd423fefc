// Payferry in one process and in virtual time: the four functions, S3, SQS, the triggers and Feishu. One seed decides how long
// each request takes, and so the order of all that happens.

import { apps } from '../../local/sandbox/test/caller.ts';
import { createAsyncInvocations } from '../../local/triggers/async-invocations.ts';
import { createObjectEvents, type Fate } from '../../local/triggers/object-events.ts';
import { startSchedule } from '../../local/triggers/schedule.ts';
import { queueNumbers, queues as queueNames } from '../../local/world/function-settings.ts';
import type { Clock } from '../../shared/clock.ts';
import { must } from '../../shared/errors.ts';
import { openJob } from '../../shared/job/open.ts';
import { planJson } from '../../shared/job/plan.ts';
import { reportJson, type Report } from '../../shared/job/report.ts';
import { handClock } from '../hand-clock.ts';
import { drawsOf } from './draws.ts';
import { virtualFeishu, type VirtualFeishu } from './feishu/virtual-feishu.ts';
import { functionsOn, type FunctionName } from './functions.ts';
import type { LogLine, OnStep } from './lambda/environment.ts';
import { virtualFunction } from './lambda/virtual-function.ts';
import { MemoryBucket } from './s3/bucket.ts';
import { settle } from './settle.ts';
import { mapMemoryQueue } from './sqs/queue-mapping.ts';
import { MemoryQueue } from './sqs/memory-queue.ts';

export interface VirtualOptions {
  readonly seed: number;
  /** Environment variables of the functions, in the place of those of the template. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly app?: keyof typeof apps;
  /** Switches of the sandbox. */
  readonly switches?: Readonly<Record<string, string>>;
  /** Strikes steps of invocations. Undefined: none. */
  readonly onStep?: OnStep;
  /** When S3 tells of an object, and how often. Undefined: once or twice within two seconds. */
  readonly fate?: Fate;
  /** Epoch milliseconds of the start. */
  readonly startMs?: number;
}

export interface VirtualPayferry extends Disposable {
  readonly clock: Clock;
  readonly feishu: VirtualFeishu;
  readonly log: readonly LogLine[];
  /** How many dead letters there are. Events that report has given up are not among them: the sweeper does their work. */
  givenUp(): number;
  /** How often a message of the lanes was received, at most. */
  mostReceives(): number;
  /** Brings all of them back to their queues, as a person does. */
  redrive(): void;
  /** Puts an object into the inbox. `name`: its key. */
  drop(name: string, body: string | Buffer, metadata?: Readonly<Record<string, string>>): void;
  /** Sends a message to the intake queue. */
  publish(message: object): void;
  /** Sends a message to the queue of the exports. */
  export(message: { readonly resource: string; readonly [field: string]: unknown }): void;
  approve(job: string): void;
  abort(job: string): void;
  /** Calls `act` after this time, while time moves on. */
  later(ms: number, act: () => void): void;
  pass(ms: number): Promise<void>;
  /** Moves the time on until the condition holds. */
  until(condition: () => boolean): Promise<void>;
  /** Moves the time on until nothing is under way: no invocation, message, event or retry. Open jobs may wait for the sweeper. */
  untilIdle(): Promise<void>;
  /** Moves the time on until there is no open job either. */
  untilDone(): Promise<void>;
  jobs(): readonly string[];
  keys(prefix: string): readonly string[];
  /** The object's bytes. */
  bytes(key: string): Buffer;
  read(key: string): string;
  /** Undefined: the job has no report yet. */
  report(job: string): Report | undefined;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const timeoutMs = {
  split: 900 * secondMs,
  deliver: 180 * secondMs,
  report: 900 * secondMs,
  export: 900 * secondMs,
};
const longestMs = 60 * 24 * 60 * minuteMs;
/** The waits before the second and third attempt of an event. */
const retryWaitsMs = [minuteMs, 2 * minuteMs];

export function virtualPayferry(options: VirtualOptions): VirtualPayferry {
  const { seed, settings = {}, app = 'everything', onStep = () => undefined } = options;
  const clock = handClock(options.startMs, settle);
  const draws = drawsOf(seed);
  const feishu = virtualFeishu({ seed, clock, draws, switches: options.switches ?? {} });
  const log: LogLine[] = [];

  const now = () => clock.now();
  const bucket = (name: string, isVersioned: boolean) =>
    new MemoryBucket({ name, isVersioned, now, onCreated: (object) => events.emit(object) });
  const inbox = bucket('virtual-inbox', true);
  const records = bucket('virtual-records', false);
  const queue = (of: keyof typeof queueNames, deduplicates?: 'group' | 'content') => {
    const { visibilitySeconds, maxReceiveCount } = queueNumbers[of];
    const visibilityMs = visibilitySeconds * secondMs;
    const name = queueNames[of];
    return new MemoryQueue(
      { name, visibilityMs, maxReceiveCount, ...(deduplicates ? { deduplicates } : {}) },
      clock,
    );
  };
  const drops = queue('drops');
  const intake = queue('intake');
  const lanes = queue('lanes', 'group');
  const exports = queue('exports', 'content');
  const queues = [drops, intake, lanes, exports];

  const env = {
    INBOX_BUCKET: inbox.name,
    RECORDS_BUCKET: records.name,
    DROPS_QUEUE_URL: 'virtual:/drops',
    INTAKE_QUEUE_URL: 'virtual:intake',
    LANES_QUEUE_URL: 'virtual:lanes',
    EXPORTS_QUEUE_URL: 'virtual:exports',
    DEFAULT_USER_ID_TYPE: 'people_corehr_id',
    FEISHU_BASE_URL: 'http://feishu.virtual',
    FEISHU_APP_ID: apps[app].app_id,
    FEISHU_APP_SECRET: apps[app].app_secret,
    ...settings,
  };
  const load = functionsOn({ inbox, records, drops, intake, lanes, exports }, env);
  const around = {
    clock,
    draws,
    onStep,
    fetch: feishu.fetch,
    onLog: (line: LogLine) => void log.push(line),
  };
  const run = (name: FunctionName) =>
    virtualFunction({ name, timeoutMs: timeoutMs[name], around, load: load[name] });
  const [split, deliver, report, exporting] = [run('split'), run('deliver'), run('report'), run('export')];

  const toDrops = {
    async invoke(event: unknown) {
      drops.send({ body: JSON.stringify(event) });
    },
  };
  const reportLater = createAsyncInvocations({ fn: report, clock, retryWaitsMs });
  const events = createObjectEvents({
    clock,
    routes: [
      { bucket: inbox.name, to: toDrops },
      { bucket: records.name, prefix: 'jobs/', suffix: '/approved', to: toDrops },
      { bucket: records.name, prefix: 'jobs/', suffix: '/complete.json', to: reportLater },
    ],
    ...(options.fate ? { fate: options.fate } : {}),
    disorder: { random: () => draws.draw('object events'), duplicateShare: 0.05, maxDelayMs: 2 * secondMs },
  });
  const laneCount = Number(settings['LANES'] ?? 20);
  const each = { clock, draws };
  mapMemoryQueue({ ...each, queue: drops, fn: split, batchSize: 1, maximumConcurrency: 5 });
  mapMemoryQueue({ ...each, queue: intake, fn: split, batchSize: 1, maximumConcurrency: 5 });
  mapMemoryQueue({
    ...each,
    queue: lanes,
    fn: deliver,
    batchSize: 10,
    maximumConcurrency: 2 * laneCount + 4,
  });
  mapMemoryQueue({ ...each, queue: exports, fn: exporting, batchSize: 1, maximumConcurrency: 3 });
  startSchedule({
    everyMs: 15 * minuteMs,
    input: { source: 'sweeper' },
    fire: (body) => reportLater.invoke(JSON.parse(body)),
    clock,
  });

  async function isIdle(): Promise<boolean> {
    if (queues.some((one) => !one.isEmpty())) return false;
    if ([split, deliver, report, exporting].some((fn) => fn.running() > 0)) return false;
    const idle = await Promise.all([events, reportLater].map((trigger) => trigger.isIdle()));
    return idle.every(Boolean);
  }
  /** Throws where the condition does not hold after the longest time that any test waits for. */
  async function inTime(condition: () => boolean | Promise<boolean>): Promise<void> {
    const lastMs = clock.now() + longestMs;
    await clock.untilTrue(async () => {
      if (clock.now() > lastMs) throw new Error('it has not come to an end in 60 days');
      return condition();
    });
  }
  const bytes = (key: string) => must(records.find(key), key).body;
  const put = (key: string, body = '') => void records.put(key, Buffer.from(body));
  const jobs = () => [
    ...new Set(records.keys('jobs/').flatMap((key) => planJson.namesIn(key)?.['job'] ?? [])),
  ];

  return {
    clock,
    feishu,
    log,
    givenUp: () => queues.reduce((sum, { deadLetters }) => sum + deadLetters.length, 0),
    mostReceives: () => lanes.mostReceives,
    redrive() {
      for (const one of queues) one.redrive();
    },
    drop: (name, body, metadata = {}) => void inbox.put(name, Buffer.from(body), { metadata }),
    publish: (message) => intake.send({ body: JSON.stringify(message) }),
    export: (message) =>
      exports.send({ body: JSON.stringify(message), groupId: `${message.resource}.query` }),
    approve: (job) => put(`jobs/${job}/approved`),
    abort: (job) => put(`jobs/${job}/abort`),
    later: (ms, act) => void clock.sleep(ms).then(act),
    pass: (ms) => clock.advance(ms),
    until: (condition) => inTime(condition),
    untilIdle: () => inTime(isIdle),
    untilDone: () => inTime(async () => records.keys(openJob.folder({})).length === 0 && (await isIdle())),
    jobs,
    keys: (prefix) => records.keys(prefix),
    bytes,
    read: (key) => bytes(key).toString(),
    report(job) {
      const found = records.find(reportJson.key({ job }));
      return found && reportJson.parse(found.body.toString());
    },
    [Symbol.dispose]: () => feishu[Symbol.dispose](),
  };
}
