// Question 2: what S3 answers a function that reads a key which is not there.

import * as v from 'valibot';

import { dryRun, fileOf } from '../dry-run.ts';
import {
  asExpected,
  differs,
  notAsked,
  together,
  type Answer,
  type Question,
  type Tools,
} from '../question.ts';

export const missingKey: Question = {
  number: 2,
  asks: 'Does GET of a missing key answer 404 to the role of a function, with the condition StringLikeIfExists on ListBucket?',
  how: 'Split and report read missing keys in every job (plan.json, abort, report.json), so a dry run shows it for both, with the lines of their logs. Deliver and export run only with calls to Feishu. So IAM is asked what all four roles may do.',
  expects:
    'The dry run is reported, no log line has AccessDenied, and all four roles may list the bucket where no prefix is named.',
  ifItDiffers:
    'Every job fails at once. Take the condition out of serverless/roles.yml, and tell the maintainers.',
  ask,
};

const functions = ['split', 'deliver', 'report', 'export'] as const;
const configuration = v.object({ Role: v.string() });
const events = v.object({ events: v.array(v.object({ message: v.string() })) });
const simulated = v.object({ EvaluationResults: v.array(v.object({ EvalDecision: v.string() })) });

async function ask(tools: Tools): Promise<Answer> {
  const { stage, clock } = tools;
  const beganMs = clock.now() - 60_000;
  const { job, state } = await dryRun(tools, 'missing-key', fileOf(tools.id, [{ isGood: true, note: '' }]));
  const ran =
    state === 'dry_run'
      ? asExpected('the dry run was reported')
      : differs(`the dry run ${job} has ${state === undefined ? 'no report' : `state ${state}`}`);
  const answers: Answer[] = [ran];
  for (const name of ['split', 'report']) answers.push(await deniedIn(tools, name, beganMs));
  for (const name of functions) answers.push(await mayList(tools, `payferry-${stage}-${name}`, name));
  return together(answers);
}

async function deniedIn({ aws, stage }: Tools, name: string, beganMs: number): Promise<Answer> {
  const group = `/aws/lambda/payferry-${stage}-${name}`;
  const found = await aws('logs filter-log-events', {
    'log-group-name': group,
    'filter-pattern': '?AccessDenied ?Forbidden',
    'start-time': String(beganMs),
    'max-items': '5',
  });
  const { length } = v.parse(events, found).events;
  return length === 0
    ? asExpected(`no AccessDenied in the log of ${name}`)
    : differs(`AccessDenied in the log of ${name} (${length} lines)`);
}

async function mayList({ aws, stack }: Tools, fn: string, name: string): Promise<Answer> {
  const found = await aws('lambda get-function-configuration', { 'function-name': fn });
  const result = await aws('iam simulate-principal-policy', {
    'policy-source-arn': v.parse(configuration, found).Role,
    'action-names': 's3:ListBucket',
    'resource-arns': `arn:${stack.partition}:s3:::${stack.records}`,
  });
  const [decision] = v.parse(simulated, result).EvaluationResults;
  if (!decision) return notAsked(`IAM says nothing of ${name}`);
  const is = decision.EvalDecision;
  return is === 'allowed' ? asExpected(`${name}: allowed`) : differs(`${name}: ${is}`);
}
