// The program in a process of its own, with a fake `aws` on its PATH, and with the local S3, SQS and functions as the stage.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

import { ListObjectsV2Command, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { buckets, startWorld, type World } from '../../local/world/start.ts';
import { aFakeAws, type Scripted } from './fake-aws.ts';

const main = resolve(import.meta.dirname, '../../serverless/first-hour/main.ts');
const timeout = 120_000;

let dir: string;
let world: World;
/** Reads of keys of the records bucket that were not written before: the operation and the key. */
const missing = new Set<string>();

const written = new Set<string>();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'payferry-first-hour-'));
  world = await startWorld({
    dir: join(dir, 's3'),
    sparesMemory: true,
    onLog: () => undefined,
    interceptS3: ({ operation, bucket, key, phase }) => {
      if (bucket !== buckets.records) return 'pass';
      const isRead = operation === 'GetObject' || operation === 'HeadObject';
      if (isRead && phase === 'before' && !written.has(key)) missing.add(`${operation} ${key}`);
      if (/^(Put|Complete|Copy)/.test(operation) && phase === 'after') written.add(key);
      return 'pass';
    },
  });
});
afterAll(async () => {
  await world.stop();
  await rm(dir, { recursive: true, force: true });
});

const stack: Readonly<Record<string, Scripted>> = {
  'sts get-caller-identity': { prints: { Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/u' } },
  'cloudformation describe-stacks': {
    prints: {
      Stacks: [
        {
          Outputs: [
            { OutputKey: 'InboxBucketName', OutputValue: buckets.inbox },
            { OutputKey: 'RecordsBucketName', OutputValue: buckets.records },
          ],
          Parameters: [{ ParameterKey: 'FeishuBaseUrl', ParameterValue: 'http://127.0.0.1:9' }],
        },
      ],
    },
  },
  'lambda get-function-configuration': { prints: { Role: 'arn:aws:iam::111122223333:role/r' } },
  'logs filter-log-events': { prints: { events: [] } },
  'iam simulate-principal-policy': { prints: { EvaluationResults: [{ EvalDecision: 'allowed' }] } },
};

async function firstHour(args: readonly string[], script: Readonly<Record<string, Scripted>> = stack) {
  const fake = await aFakeAws(await mkdtemp(join(dir, 'aws-')), script);
  const child = spawn(process.execPath, [main, '--stage', 'test', '--region', 'us-east-1', ...args], {
    env: { ...world.env, PATH: fake.path, HOME: dir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const end = async () => {
    const [stdout, stderr] = await output;
    await ended;
    return { code: child.exitCode, stdout, stderr, calls: await fake.calls() };
  };
  return { child, end };
}

/** All objects and versions, and all queues of the program. */
async function leftOvers() {
  const { Contents = [] } = await world.s3.send(new ListObjectsV2Command({ Bucket: buckets.records }));
  const { Versions = [] } = await world.s3.send(new ListObjectVersionsCommand({ Bucket: buckets.inbox }));
  const { QueueUrls = [] } = await world.sqs.client.send(
    new ListQueuesCommand({ QueueNamePrefix: 'payferry-first-hour' }),
  );
  return [...[...Contents, ...Versions].map(({ Key }) => Key), ...QueueUrls];
}

describe('npm run first-hour', { timeout }, () => {
  it('asks for the report of more than 5 MiB, which the functions write, and removes all of it', async () => {
    const { code, stdout, stderr } = await (await firstHour(['--only', '3'])).end();
    expect(stderr).toBe('');
    expect(stdout).toMatch(/state dry_run, failed\.csv has \d{7,8} bytes in \d parts/);
    expect(stdout).toMatch(/\n3 {2}as expected\n$/);
    expect(code).toBe(0);
    expect(await leftOvers()).toEqual([]);
  });

  it('asks what a missing key is answered, by a dry run and by IAM', async () => {
    const { code, stdout, calls } = await (await firstHour(['--only', '2'])).end();
    expect(stdout).toContain('the dry run was reported; no AccessDenied in the log of split');
    expect(stdout).toMatch(/\n2 {2}as expected\n$/);
    expect(code).toBe(0);
    expect(calls.filter((call) => call.startsWith('iam simulate'))).toHaveLength(4);
    // What the dry run rests on: split and report have read keys that were not there.
    const read = [...missing].filter((key) => key.includes('-missing-key-')).join('\n');
    expect(read).toMatch(/^GetObject jobs\/.*\/plan\.json$/m);
    expect(read).toMatch(/^GetObject jobs\/.*\/abort$/m);
    expect(read).toMatch(/^HeadObject reports\/.*\/report\.json$/m);
    expect(await leftOvers()).toEqual([]);
  });

  it.each([
    ['iam simulate-principal-policy', { prints: { EvaluationResults: [{ EvalDecision: 'implicitDeny' }] } }],
    ['logs filter-log-events', { prints: { events: [{ message: 'AccessDenied' }] } }],
  ])('a missing key is answered otherwise: %s', async (command, answer) => {
    const { code, stdout } = await (await firstHour(['--only', '2'], { ...stack, [command]: answer })).end();
    expect(stdout).toMatch(/\n2 {2}differs: /);
    expect(stdout).toContain('   do        Every job fails at once.');
    expect(code).toBe(1);
    expect(await leftOvers()).toEqual([]);
  });

  it('makes and removes queues, here those of the local SQS', async () => {
    const { code, stdout } = await (await firstHour(['--only', '5,4'])).end();
    // The local queue hands out one message of a group at a time.
    expect(stdout).toContain('\n4  could not be asked: no receive of 5 had two messages of the group\n');
    expect(stdout).toMatch(/\n5 {2}as expected\n$/);
    expect(code).toBe(0);
    expect(await leftOvers()).toEqual([]);
  });

  it('removes what it made after Ctrl-C', async () => {
    const { child, end } = await firstHour(['--only', '3,5']);
    child.stdout.on('data', (said: Buffer) => {
      if (String(said).includes('\n3. ')) setTimeout(() => child.kill('SIGINT'), 300);
    });
    const { code, stdout } = await end();
    expect(stdout).toContain('Stopping, and removing what was made.');
    expect(stdout).toContain('\n5  could not be asked: it was stopped before\n');
    expect(code).toBe(130);
    const { Versions = [] } = await world.s3.send(new ListObjectVersionsCommand({ Bucket: buckets.inbox }));
    expect(Versions).toEqual([]);
  });

  it('asks the others where the aws command line refuses one', async () => {
    const script = { ...stack, 'iam create-role': { refuses: 'AccessDenied' } };
    const { code, stdout, calls } = await (await firstHour(['--only', '1,8'], script)).end();
    expect(stdout).toContain('\n1  could not be asked: AccessDenied: it said no\n');
    expect(stdout).toContain('\n8  could not be asked: us-east-1 is not in China\n');
    expect(code).toBe(0);
    expect(calls.at(-1)).toContain('iam delete-role --role-name payferry-first-hour-');
  });

  it('creates and removes a role and a schedule', async () => {
    const { code, stdout, calls } = await (await firstHour(['--only', '1'])).end();
    expect(stdout).toMatch(/\n1 {2}as expected\n$/);
    expect(code).toBe(0);
    expect(calls.map((call) => call.split(' ').slice(0, 2).join(' '))).toEqual([
      'sts get-caller-identity',
      'cloudformation describe-stacks',
      'iam create-role',
      'scheduler create-schedule',
      'scheduler delete-schedule',
      'iam delete-role',
    ]);
    expect(calls.every((call) => call.endsWith('--region us-east-1 --output json'))).toBe(true);
  });

  it('says so without a stack', async () => {
    const script = { ...stack, 'cloudformation describe-stacks': { refuses: 'ValidationError' } };
    expect(await (await firstHour([], script)).end()).toMatchObject({
      code: 3,
      stderr: 'ValidationError: it said no\n',
    });
  });

  it.each([
    [['--only', '9'], '--only 9: there are 1 to 8'],
    [['--stage', 'Prod'], '--stage must say which stage'],
    [['--region', ''], '--region must say which region'],
    [['--fast'], "Unknown option '--fast'"],
  ])('%j is refused', async (args, sentence) => {
    const { code, stderr } = await (await firstHour(args)).end();
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
