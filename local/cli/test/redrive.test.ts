// `payferry jobs redrive` in a process of its own, over HTTP, against the local SQS.

import { spawnSync } from 'node:child_process';

import {
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SetQueueAttributesCommand,
  type SendMessageBatchRequestEntry,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startSqs, type Sqs } from '../../sqs/start.ts';
import { aPlace, payferry } from './payferry-process.ts';
import { accessDenied, startFront, type Answer, type Asked } from './sqs-front.ts';

/** Milliseconds that a second of visibility lasts here. */
const secondMs = 50;
const queues = ['intake', 'intake-dead', 'drops-dead', 'lanes.fifo', 'lanes-dead.fifo', 'exports-dead.fifo'];
const nameOf = (queue: string) => `payferry-test-${queue}`;
const timeout = 120_000;

let sqs: Sqs;
/** Awaited with each request of the command. */
let onRequest: (action: string, queue: string) => Promise<void>;

beforeAll(async () => {
  sqs = await startSqs({
    queues: queues.map((name) => ({
      name: nameOf(name),
      visibilitySeconds: 30,
      maxReceiveCount: 1000,
      contentBasedDeduplication: name.startsWith('exports'),
    })),
    secondMs,
    onRequest: ({ action, queue }) => onRequest(action, queue),
  });
});
afterAll(() => sqs.stop());
beforeEach(async () => {
  onRequest = () => Promise.resolve();
  for (const name of queues)
    await sqs.client.send(new PurgeQueueCommand({ QueueUrl: sqs.queue(nameOf(name)).url }));
});

const environment = (endpoint = sqs.endpoint) => ({
  AWS_ENDPOINT_URL_SQS: endpoint,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_EC2_METADATA_DISABLED: 'true',
});
const redrive = (queue: string) => ['jobs', 'redrive', queue, '--stage', 'test', '--yes'];

let sent = 0;
async function send(queue: string, bodies: readonly string[], group?: (at: number) => string): Promise<void> {
  const entries = bodies.map((body, at): SendMessageBatchRequestEntry => {
    sent += 1;
    const ids = group ? { MessageGroupId: group(at), MessageDeduplicationId: `first-${sent}` } : {};
    return { Id: String(at % 10), MessageBody: body, ...ids };
  });
  for (let at = 0; at < entries.length; at += 10) {
    const Entries = entries.slice(at, at + 10);
    await sqs.client.send(new SendMessageBatchCommand({ QueueUrl: sqs.queue(nameOf(queue)).url, Entries }));
  }
}

const bodiesIn = async (queue: string) => (await sqs.waiting(nameOf(queue))).map(({ body }) => body);

/** Number of messages in the queue, those that are received now included. */
async function heldIn(queue: string): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { url: QueueUrl } = sqs.queue(nameOf(queue));
  const request = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] });
  const { Attributes = {} } = await sqs.client.send(request);
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}

const bodies = (count: number, of = 'pay') => Array.from({ length: count }, (_, at) => `${of} ${at}`);

async function runWith(answer: (asked: Asked) => Answer | undefined, queue: string) {
  await using place = await aPlace();
  await using front = await startFront(sqs.endpoint, answer);
  return await place.payferry(redrive(queue), environment(front.endpoint));
}

describe('payferry jobs redrive', { timeout }, () => {
  it('moves the dead letters of the intake queue, and shows none of them', async () => {
    await using place = await aPlace();
    await send('intake-dead', bodies(25, 'hush 张'));
    const { code, stdout, stderr } = await place.payferry(redrive('intake'), environment());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(
      '25 messages to be moved from payferry-test-intake-dead to payferry-test-intake\n',
    );
    expect(stdout).toMatch(/25 moved, 0 left\n$/);
    expect(stdout).not.toContain('hush');
    expect((await bodiesIn('intake')).toSorted()).toEqual(bodies(25, 'hush 张').toSorted());
    expect(await bodiesIn('intake-dead')).toEqual([]);
  });

  it('keeps groups and their order, and attributes', async () => {
    await using place = await aPlace();
    const group = (at: number) => `lane-${at % 3}`;
    await send('lanes-dead.fifo', bodies(40), group);
    const QueueUrl = sqs.queue(nameOf('lanes-dead.fifo')).url;
    const MessageAttributes = { of: { DataType: 'String', StringValue: 'a publisher' } };
    const Entries = [
      { Id: 'a', MessageBody: 'last', MessageGroupId: 'x', MessageDeduplicationId: 'x', MessageAttributes },
    ];
    await sqs.client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(await place.payferry(redrive('lanes'), environment())).toMatchObject({ code: 0, stderr: '' });
    const waiting = await sqs.waiting(nameOf('lanes.fifo'));
    for (const lane of [0, 1, 2])
      expect(
        waiting.filter(({ messageGroupId }) => messageGroupId === `lane-${lane}`).map(({ body }) => body),
      ).toEqual(bodies(40).filter((_, at) => at % 3 === lane));
    const lanes = sqs.queue(nameOf('lanes.fifo')).url;
    const all = { QueueUrl: lanes, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] };
    const { Messages = [] } = await sqs.client.send(new ReceiveMessageCommand(all));
    expect(Messages.find(({ Body }) => Body === 'last')?.MessageAttributes).toMatchObject(MessageAttributes);
  });

  it('moves thousands', async () => {
    await using place = await aPlace();
    await send('intake-dead', bodies(3000));
    const { code, stdout } = await place.payferry(redrive('intake'), environment());
    expect(code).toBe(0);
    expect(stdout).toMatch(/3000 moved, 0 left\n$/);
    expect(new Set(await bodiesIn('intake')).size).toBe(3000);
  });

  it('takes drops to the intake queue, and says so', async () => {
    await using place = await aPlace();
    await send('drops-dead', bodies(2));
    const { code, stdout } = await place.payferry(redrive('drops'), environment());
    expect(code).toBe(0);
    expect(stdout).toContain('they go to payferry-test-intake: the jobs are the same, but nobody is named');
    expect(await bodiesIn('intake')).toHaveLength(2);
  });

  it('says so where there are none', async () => {
    await using place = await aPlace();
    const { code, stdout } = await place.payferry(redrive('intake'), environment());
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('payferry-test-intake-dead has no messages.'),
    });
  });
});

describe('a redrive killed between sending and deleting', { timeout }, () => {
  it.each([
    ['lanes', 'lanes-dead.fifo', 'lanes.fifo', 30],
    ['intake', 'intake-dead', 'intake', 40],
  ])('of %s, and started again', async (queue, from, to, expected) => {
    await using place = await aPlace();
    await send(from, bodies(30), queue === 'lanes' ? (at) => `lane-${at % 4}` : undefined);
    let deletions = 0;
    const first = place.program(process.execPath, [payferry, ...redrive(queue)], environment());
    onRequest = async (action) => {
      if (action !== 'DeleteMessageBatch') return;
      deletions += 1;
      // The first request only asks whether deleting is allowed.
      if (deletions !== 2) return;
      first.child.kill('SIGKILL');
      await first.ended;
      throw new Error('killed');
    };
    expect((await first.ended).code).toBe(null);
    const sentByFirst = await bodiesIn(to);
    expect(sentByFirst.length).toBeGreaterThan(0);

    // The letters that the first run received are hidden for a while yet.
    const { code, stdout } = await place.payferry(redrive(queue), environment());
    expect(code).toBe(0);
    expect(stdout).toMatch(/ 0 left\n$|moved, 0 left\n$/);
    expect(stdout).toContain('30 moved');
    const arrived = await bodiesIn(to);
    expect(new Set(arrived)).toEqual(new Set(bodies(30)));
    expect(arrived).toHaveLength(expected);
    expect(await bodiesIn(from)).toEqual([]);
  });
});

describe('a message that dies again at once', { timeout }, () => {
  it('is left, and the run ends', async () => {
    await using place = await aPlace();
    await send('intake-dead', bodies(25));
    // A consumer that fails each message for good: one receive more than is allowed sends it to the dead letters.
    const { url: QueueUrl } = sqs.queue(nameOf('intake'));
    const dead = sqs.queue(nameOf('intake-dead')).arn;
    const policy = (deadLetterTargetArn: string, maxReceiveCount: number) =>
      sqs.client.send(
        new SetQueueAttributesCommand({
          QueueUrl,
          Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }) },
        }),
      );
    await policy(dead, 1);
    const receive = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 };
    onRequest = async (action, queue) => {
      if (action !== 'ReceiveMessage' || queue !== nameOf('intake-dead')) return;
      for (let times = 0; times < 6; times += 1) await sqs.client.send(new ReceiveMessageCommand(receive));
    };
    const { code, stdout } = await place.payferry(redrive('intake'), environment());
    await policy(sqs.queue(`${nameOf('intake')}-dlq`).arn, 1000);
    expect(stdout).toMatch(/25 moved, 25 left\n25 messages were left that came after this command had begun/);
    expect(code).toBe(1);
  });
});

describe('Ctrl-C', { timeout }, () => {
  it('ends it after the batch under way', async () => {
    await using place = await aPlace();
    await send('intake-dead', bodies(100));
    const running = place.program(process.execPath, [payferry, ...redrive('intake')], environment());
    let sends = 0;
    onRequest = async (action) => {
      if (action !== 'SendMessageBatch') return;
      sends += 1;
      if (sends !== 3) return;
      running.child.kill('SIGINT');
      await running.said('Stopping after the batch under way');
    };
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    expect(stdout).toMatch(/30 moved, 70 left\n$|30 moved, 70 left\n/);
    expect(await bodiesIn('intake')).toHaveLength(30);
    expect(await bodiesIn('intake-dead')).toHaveLength(70);
  });
});

describe('what AWS refuses', { timeout }, () => {
  it('a queue that is not there is named', async () => {
    await using place = await aPlace();
    const args = ['jobs', 'redrive', 'lanes', '--stage', 'other', '--yes'];
    const { code, stdout, stderr } = await place.payferry(args, environment());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('there is no queue payferry-other-lanes-dead.fifo in this account and region');
  });

  it.each([
    ['GetQueueUrl', 'sqs:GetQueueUrl on the queue payferry-test-intake-dead', 2],
    ['GetQueueAttributes', 'sqs:GetQueueAttributes on the queue payferry-test-intake-dead', 2],
    ['DeleteMessageBatch', 'sqs:DeleteMessage on the queue payferry-test-intake-dead', 2],
    ['ReceiveMessage', 'sqs:ReceiveMessage on the queue payferry-test-intake-dead', 3],
    ['SendMessageBatch', 'sqs:SendMessage on the queue payferry-test-intake', 3],
  ])('%s: the missing right is named, and no message is lost', async (refused, right, expected) => {
    await send('intake-dead', bodies(3));
    const answer = ({ action }: Asked) => (action === refused ? accessDenied : undefined);
    const { code, stdout, stderr } = await runWith(answer, 'intake');
    expect(code).toBe(expected);
    expect(stderr).toMatch(new RegExp(`the right ${right} is missing\n`));
    if (expected === 3) expect(stdout).toContain('0 moved, 3 left');
    expect(await bodiesIn('intake')).toEqual([]);
    expect(await heldIn('intake-dead')).toBe(3);
  });

  it.each([
    ['ReceiveMessage', 'kms:Decrypt'],
    ['SendMessageBatch', 'kms:GenerateDataKey, kms:Decrypt'],
  ])('%s with a key: the missing right to it is named', async (refused, right) => {
    await send('intake-dead', bodies(3));
    const body = { __type: 'com.amazonaws.sqs#KmsAccessDenied', message: 'no' };
    const answer = ({ action }: Asked) => (action === refused ? { status: 400, body } : undefined);
    const { code, stderr } = await runWith(answer, 'intake');
    expect(code).toBe(3);
    expect(stderr).toContain('the right to the KMS key of the queue payferry-test-intake');
    expect(stderr).toContain(`is missing (KmsAccessDenied): ${right}\n`);
  });

  it('credentials that are not valid', async () => {
    const body = { __type: 'com.amazon.coral.service#UnrecognizedClientException', message: 'no' };
    const { code, stderr } = await runWith(() => ({ status: 403, body }), 'intake');
    expect(code).toBe(2);
    expect(stderr).toContain('AWS does not take the credentials (UnrecognizedClientException)');
  });

  it('an entry of a batch: it is left, with the code, and the others are moved', async () => {
    await send('lanes-dead.fifo', bodies(1), () => 'a');
    await send('lanes-dead.fifo', bodies(1, 'other'), () => 'b');
    const failed = [
      { Id: '0', Code: 'InvalidMessageContents', SenderFault: true },
      { Id: '1', Code: 'InternalError', SenderFault: false },
    ];
    const answer = ({ action, number }: Asked) =>
      action === 'SendMessageBatch' && number === 1
        ? { status: 200, body: { Successful: [], Failed: failed } }
        : undefined;
    const { code, stdout } = await runWith(answer, 'lanes');
    expect(code).toBe(1);
    expect(stdout).toContain('1 moved, 1 left');
    expect(stdout).toContain('payferry-test-lanes.fifo does not take them (InvalidMessageContents)');
    expect(await bodiesIn('lanes.fifo')).toHaveLength(1);
  });
});

describe('without what it needs', { timeout }, () => {
  it.each([
    ['a region', undefined, 'no region that can be used: say --region, or set AWS_REGION'],
    ['a region that can be one', { AWS_REGION: 'a/b' }, 'no region that can be used'],
    ['credentials', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }, 'no credentials of AWS'],
    ['a connection', { AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9' }, 'SQS cannot be reached (ECONNREFUSED)'],
  ])('%s: a sentence says so', async (_, without, sentence) => {
    await using place = await aPlace();
    const files = { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };
    const { AWS_REGION, ...others } = environment();
    const variables = { ...others, ...files, ...(without ? { AWS_REGION, ...without } : {}) };
    const { code, stdout, stderr } = await place.payferry(redrive('intake'), variables);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });

  it('a region is taken from --region', async () => {
    await using place = await aPlace();
    const from = (region: string) =>
      place.payferry([...redrive('intake'), '--region', region], { ...environment(), AWS_REGION: '' });
    expect(await from('us-east-1')).toMatchObject({ code: 0 });
    // The local queues are in us-east-1.
    expect((await from('cn-north-1')).stderr).toContain('there is no queue payferry-test-intake-dead');
  });

  it('a terminal or --yes, it asks AWS nothing', async () => {
    await using place = await aPlace();
    let requests = 0;
    onRequest = async () => void (requests += 1);
    const args = ['jobs', 'redrive', 'intake', '--stage', 'test'];
    const { code, stderr } = await place.payferry(args, environment());
    expect(code).toBe(2);
    expect(stderr).toContain('without a terminal nobody can be asked: --yes says it');
    expect(requests).toBe(0);
  });
});

const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

describe.runIf(hasScript)('at a terminal', { timeout }, () => {
  it.each([
    ['yes', 0, 3],
    ['y', 3, 0],
  ])('it asks, and %j is %i', async (said, expected, moved) => {
    await using place = await aPlace();
    await send('intake-dead', bodies(3));
    const line = `'${process.execPath}' '${payferry}' jobs redrive intake --stage test`;
    const running = place.program('script', ['-qec', line, '/dev/null'], environment(), {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const before = await running.said('Type yes to move them');
    expect(before).toContain('3 messages to be moved from payferry-test-intake-dead to payferry-test-intake');
    expect(await bodiesIn('intake-dead')).toHaveLength(3);
    running.child.stdin?.write(`${said}\n`);
    const { code, stdout } = await running.ended;
    expect(code).toBe(expected);
    expect(stdout).toContain(moved > 0 ? '3 moved, 0 left' : 'Nothing was moved.');
    expect(await bodiesIn('intake')).toHaveLength(moved);
    expect(await heldIn('intake-dead')).toBe(3 - moved);
  });
});
