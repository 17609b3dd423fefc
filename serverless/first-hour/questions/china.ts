// Question 8: what AWS's regions in China have.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AwsRefused } from '../aws.ts';
import {
  asExpected,
  differs,
  notAsked,
  together,
  type Answer,
  type Question,
  type Tools,
} from '../question.ts';
import { zipOf } from '../zip.ts';

export const china: Question = {
  number: 8,
  asks: "Do AWS's regions in China have functions with arm64 and nodejs24.x, and SQS's move task?",
  how: 'In cn-* only. With --role ARN a throwaway function is created and never called. A move task is started on a throwaway pair of empty queues.',
  expects: 'The function is created. The move task is refused.',
  ifItDiffers:
    'Without arm64 or nodejs24.x set architecture or runtime in serverless.yml before deploying. A move task that is accepted is welcome: payferry jobs redrive goes on working.',
  ask,
};

async function ask(tools: Tools): Promise<Answer> {
  if (tools.stack.partition !== 'aws-cn') return notAsked(`${tools.region} is not in China`);
  return together([await part(aFunction, tools), await part(aMoveTask, tools)]);
}

/** One part of the question. If AWS refuses it for want of a right, the other is asked all the same. */
async function part(askPart: (tools: Tools) => Promise<Answer>, tools: Tools): Promise<Answer> {
  try {
    return await askPart(tools);
  } catch (error) {
    if (error instanceof AwsRefused) return notAsked(error.message);
    throw error;
  }
}

async function aFunction({ aws, cleanUp, id, role }: Tools): Promise<Answer> {
  if (role === undefined) return notAsked('the function needs --role ARN, of a role that Lambda may assume');
  const name = `payferry-first-hour-${id}`;
  const dir = await mkdtemp(join(tmpdir(), 'payferry-first-hour-'));
  cleanUp.note(`folder ${dir}`, () => rm(dir, { recursive: true, force: true }));
  const zip = join(dir, 'function.zip');
  await writeFile(zip, zipOf('index.mjs', 'export const handler = () => undefined;\n'));
  cleanUp.note(`function ${name}`, () => aws('lambda delete-function', { 'function-name': name }));
  try {
    await aws('lambda create-function', {
      'function-name': name,
      role,
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      architectures: 'arm64',
      'zip-file': `fileb://${zip}`,
    });
    return asExpected('the function with arm64 and nodejs24.x was created');
  } catch (error) {
    if (!(error instanceof AwsRefused) || !/architecture|runtime/i.test(error.message)) throw error;
    return differs(`the function was refused: ${error.message}`);
  }
}

async function aMoveTask({ aws, queues, cleanUp, id }: Tools): Promise<Answer> {
  const name = `payferry-first-hour-${id}-moving`;
  for (const queue of [`${name}-dead`, name]) cleanUp.note(`queue ${queue}`, () => queues.remove(queue));
  const { QueueArn: deadLetterTargetArn = '' } = await queues.attributes(
    await queues.create(`${name}-dead`, {}),
  );
  await queues.create(name, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 }) });
  try {
    await aws('sqs start-message-move-task', { 'source-arn': deadLetterTargetArn });
    return differs('the move task was accepted');
  } catch (error) {
    if (!(error instanceof AwsRefused)) throw error;
    if (/AccessDenied/.test(error.code)) return notAsked(`the move task: ${error.message}`);
    return asExpected(`the move task was refused: ${error.code}`);
  }
}
