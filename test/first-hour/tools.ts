// Tools of a question without an account: AWS's command line and queues in memory, in virtual time.

import { S3Client } from '@aws-sdk/client-s3';

import { AwsRefused, type Aws } from '../../serverless/first-hour/aws.ts';
import { createCleanUp } from '../../serverless/first-hour/clean-up.ts';
import type { Question, Tools } from '../../serverless/first-hour/question.ts';
import type { Attributes, Queues } from '../../serverless/first-hour/queues.ts';
import { run } from '../../serverless/first-hour/run.ts';
import { handClock } from '../hand-clock.ts';

interface Call {
  readonly command: string;
  readonly options: Readonly<Record<string, string | readonly string[]>>;
}

/** Answers to a command, one a call; the last one stays. */
export type Answers = Readonly<Record<string, readonly unknown[]>>;

/** AWS's command line in memory. A command without an answer succeeds and prints nothing. */
function anAws(answers: Answers) {
  const calls: Call[] = [];
  const aws: Aws = async (command, options = {}) => {
    const earlier = calls.filter((call) => call.command === command).length;
    calls.push({ command, options });
    const of = answers[command] ?? [];
    const answer = of[Math.min(earlier, of.length - 1)];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { aws, calls, commands: () => calls.map(({ command }) => command) };
}

export const refused = (code: string, message = 'no') => new AwsRefused(code, `${code}: ${message}`);

interface Held {
  readonly body: string;
  readonly group: string;
  receiptHandle: string;
  visibleMs: number;
}

interface FifoBehaviour {
  /** Most messages of one receive. */
  readonly most?: number;
  /** Most groups of one receive. */
  readonly mostGroups?: number;
  /** False: a hidden message does not hold back those behind it. */
  readonly locks?: boolean;
}

/** Queues that hand out several messages of a group at once, as SQS does and the local stand-in does not. */
function fifoQueues(clock: ReturnType<typeof handClock>, behaviour: FifoBehaviour = {}) {
  const { most = 10, mostGroups = 10, locks = true } = behaviour;
  const made = new Map<string, { messages: Held[]; attributes: Attributes }>();
  const faults: { on?: (action: string) => void } = {};
  const of = (url: string) => {
    const queue = made.get(url);
    if (!queue) throw refused('QueueDoesNotExist');
    return queue;
  };
  const queues: Queues = {
    async create(name, attributes) {
      made.set(name, { messages: [], attributes: { QueueArn: `arn:aws:sqs:r:1:${name}`, ...attributes } });
      faults.on?.('create');
      return name;
    },
    async remove(name) {
      of(name);
      faults.on?.('remove');
      made.delete(name);
    },
    async send(url, messages) {
      faults.on?.('send');
      for (const { body, group = '' } of messages)
        of(url).messages.push({ body, group, receiptHandle: '', visibleMs: 0 });
    },
    async receive(url, asked, waitSeconds) {
      faults.on?.('receive');
      const nowMs = clock.now();
      const { messages } = of(url);
      const locked = new Set(
        locks ? messages.filter(({ visibleMs }) => visibleMs > nowMs).map(({ group }) => group) : [],
      );
      const ready = messages.filter(
        ({ visibleMs, group }) => visibleMs <= nowMs && (group === '' || !locked.has(group)),
      );
      const groups = new Set([...new Set(ready.map(({ group }) => group))].slice(0, mostGroups));
      const some = ready.filter(({ group }) => groups.has(group)).slice(0, Math.min(asked, most));
      if (some.length === 0) await clock.sleep(waitSeconds * 1000);
      for (const message of some)
        Object.assign(message, { visibleMs: nowMs + 300_000, receiptHandle: `${message.body} ${nowMs}` });
      return some.map((message) => ({ ...message }));
    },
    async acknowledge(url, { body }) {
      const { messages } = of(url);
      messages.splice(
        messages.findIndex((message) => message.body === body),
        1,
      );
    },
    async hide(url, { body }, seconds) {
      for (const message of of(url).messages)
        if (message.body === body) message.visibleMs = clock.now() + seconds * 1000;
    },
    attributes: async (url) => of(url).attributes,
    async setAttributes(url, attributes) {
      faults.on?.('setAttributes');
      const queue = of(url);
      queue.attributes = { ...queue.attributes, SqsManagedSseEnabled: 'false', ...attributes };
    },
  };
  return { queues, made, faults };
}

export function aWorld(more: Partial<Tools> = {}, answers: Answers = {}, behaviour: FifoBehaviour = {}) {
  const clock = handClock();
  const { aws, calls, commands } = anAws(answers);
  const { queues, made, faults } = fifoQueues(clock, behaviour);
  const stopping = new AbortController();
  const tools: Tools = {
    stage: 'test',
    region: 'us-east-1',
    id: 'abcd1234',
    kmsKey: undefined,
    role: undefined,
    isInRegion: false,
    stack: {
      account: '111122223333',
      partition: 'aws',
      inbox: 'inbox',
      records: 'records',
      feishuBaseUrl: 'https://open.feishu.cn',
    },
    aws,
    queues,
    s3: new S3Client({ region: 'us-east-1', endpoint: 'http://127.0.0.1:9' }),
    clock,
    stopping: stopping.signal,
    cleanUp: createCleanUp(),
    roundTrip: () => Promise.resolve(10),
    secondMs: 1000,
    ...more,
  };
  async function ask(question: Question) {
    const asking = run([question], tools, () => undefined);
    // Question 8 writes a file, for which virtual time does not wait. It never sleeps.
    const result = await (question.number === 8 ? asking : clock.until(asking));
    return {
      verdict: result.asked[0]?.answer.verdict,
      seen: result.asked[0]?.answer.seen ?? '',
      left: result.left,
    };
  }
  return { tools, clock, calls, commands, made, faults, stopping, ask };
}
