// `npm run first-hour -- --stage STAGE --region REGION`: asks a real account what only a real account can answer.
// docs/first-hour.md has the questions. No question moves money, and what a run makes it removes again.

import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';

import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

import { systemClock } from '../../shared/clock.ts';
import { createAws } from './aws.ts';
import { createCleanUp } from './clean-up.ts';
import { questions } from './questions/index.ts';
import type { Question, Tools } from './question.ts';
import { createQueues } from './queues.ts';
import { exitCodeOf, run, summaryOf } from './run.ts';
import { findStack } from './stack.ts';

const usage = `npm run first-hour -- --stage STAGE --region REGION [--only 1,3] [--kms-key ARN] [--role ARN]

  --stage    a stage that is deployed, better not the one that pays
  --region   its region
  --only     numbers of questions, with commas; else all eight
  --kms-key  for question 7: a key that the queues of a stage may use
  --role     for question 8, in China: a role that Lambda may assume

It needs the aws command line with credentials of that account. docs/first-hour.md has the questions and the rights.
Exit code: 0 all that could be asked is as expected, 1 something differs or could not be removed, 2 the command is not
right, 130 interrupted.
`;

const say = (text: string) => void process.stdout.write(`${text}\n`);

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n\n${usage}`);
  process.exit(2);
}

function readFlags() {
  const text = { type: 'string' } as const;
  const options = {
    stage: text,
    region: text,
    only: text,
    'kms-key': text,
    role: text,
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function chosen(only: string | undefined): readonly Question[] {
  if (only === undefined) return questions;
  const numbers = only.split(',').map(Number);
  const stranger = numbers.find((number) => !questions.some((question) => question.number === number));
  if (stranger !== undefined) refuse(`--only ${only}: there are 1 to ${questions.length}`);
  return questions.filter(({ number }) => numbers.includes(number));
}

const { stage, region, only, 'kms-key': kmsKey, role, help } = readFlags();
if (help) {
  say(usage);
  process.exit(0);
}
if (!stage || !/^[a-z0-9-]{1,18}$/.test(stage)) refuse('--stage must say which stage');
if (!region) refuse('--region must say which region');
const toAsk = chosen(only);

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (!stopping.signal.aborted) say('\nStopping, and removing what was made. It may take a few seconds.');
    stopping.abort(new Error('it was stopped'));
  });

// eslint-disable-next-line node/no-process-env -- the edge: CloudShell names itself and its region here
const { AWS_EXECUTION_ENV, AWS_REGION, AWS_ENDPOINT_URL_S3 } = process.env;

async function roundTrip(url: string): Promise<number> {
  const beganMs = performance.now();
  const answer = await fetch(url, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  await answer.body?.cancel();
  return performance.now() - beganMs;
}

async function main(of: { readonly stage: string; readonly region: string }): Promise<number> {
  const aws = createAws(of.region);
  const tools: Tools = {
    ...of,
    id: randomBytes(4).toString('hex'),
    kmsKey,
    role,
    isInRegion: AWS_EXECUTION_ENV === 'CloudShell' && AWS_REGION === of.region,
    stack: await findStack(aws, of.stage),
    aws,
    queues: createQueues(new SQSClient({ region: of.region })),
    s3: new S3Client({ region: of.region, forcePathStyle: AWS_ENDPOINT_URL_S3 !== undefined }),
    clock: systemClock,
    stopping: stopping.signal,
    cleanUp: createCleanUp(),
    roundTrip,
    secondMs: 1000,
  };
  say(
    `Stage ${of.stage} in ${of.region}, account ${tools.stack.account}. All that is made is called payferry-first-hour-${tools.id}.`,
  );
  const result = await run(toAsk, tools, say);
  for (const line of summaryOf(result)) say(line);
  return exitCodeOf(result, stopping.signal.aborted);
}

try {
  process.exitCode = await main({ stage, region });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 3;
}
