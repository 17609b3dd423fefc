// The needs of each function, typed by hand from its code, compared with its role: no right is missing, and none is spare.

import { isDeepStrictEqual } from 'node:util';

import { at, listOf, textsOf } from '../at.ts';
import { account, region, type Deployed } from '../deployed.ts';
import { allows, isUnderstood, statementsOfRole } from '../rights.ts';
import { trustOf } from './trust.ts';

interface Need {
  readonly actions: readonly string[];
  /** A bucket or queue; in a bucket `keys` limits the need further. */
  readonly on: string;
  readonly keys?: readonly string[];
}

const get = ['s3:GetObject'];
const put = ['s3:PutObject'];
const list = ['s3:ListBucket'];
const take = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const send = ['sqs:SendMessage'];
const records = 'RecordsBucket';

const needs: Readonly<Record<string, readonly Need[]>> = {
  SplitRole: [
    { actions: [...get, 's3:GetObjectVersion'], on: 'InboxBucket', keys: ['*'] },
    { actions: list, on: 'InboxBucket' },
    { actions: get, on: records, keys: ['open/*', 'jobs/*'] },
    { actions: list, on: records },
    {
      actions: put,
      on: records,
      keys: [
        'open/*',
        'jobs/*/batches/*',
        'jobs/*/rejected/*',
        'jobs/*/maker.json',
        'jobs/*/plan.json',
        'jobs/*/sent.json',
        'jobs/*/complete.json',
        'reports/*/awaiting_approval.json',
        'quarantine/*',
      ],
    },
    { actions: [...take, 'sqs:ChangeMessageVisibility'], on: 'DropsQueue' },
    { actions: [...take, 'sqs:ChangeMessageVisibility'], on: 'IntakeQueue' },
    { actions: send, on: 'LanesQueue' },
  ],
  DeliverRole: [
    { actions: get, on: records, keys: ['jobs/*', 'before-images/*', 'waiting/*'] },
    { actions: list, on: records },
    {
      actions: put,
      on: records,
      keys: [
        'jobs/*/journal/*',
        'jobs/*/outcomes/*',
        'jobs/*/abort',
        'jobs/*/complete.json',
        'before-images/*',
        'quarantine/*',
      ],
    },
    { actions: [...put, 's3:DeleteObject'], on: records, keys: ['waiting/*'] },
    { actions: [...take, 'sqs:ChangeMessageVisibility', ...send], on: 'LanesQueue' },
    { actions: ['secretsmanager:GetSecretValue'], on: 'FeishuAppSecret' },
  ],
  ReportRole: [
    { actions: ['s3:ListBucketVersions'], on: 'InboxBucket' },
    { actions: ['sqs:GetQueueAttributes'], on: 'DropsQueue' },
    { actions: put, on: records, keys: ['unseen/*', 'watched/*'] },
    {
      actions: get,
      on: records,
      keys: ['open/*', 'jobs/*', 'reports/*/report.json', 'unseen/*'],
    },
    { actions: list, on: records },
    { actions: [...put, 's3:AbortMultipartUpload'], on: records, keys: ['reports/*'] },
    {
      actions: put,
      on: records,
      keys: ['open/*', 'jobs/*/plan.json', 'jobs/*/outcomes/*', 'jobs/*/abort', 'jobs/*/complete.json'],
    },
    { actions: ['s3:DeleteObject'], on: records, keys: ['open/*', 'reports/*/awaiting_approval.json'] },
    { actions: send, on: 'IntakeQueue' },
    { actions: send, on: 'EventsDeadQueue' },
  ],
  ExportRole: [
    { actions: get, on: records, keys: ['exports/*', 'snapshots/*'] },
    { actions: list, on: records },
    { actions: put, on: records, keys: ['exports/*', 'snapshots/*', 'quarantine/*'] },
    { actions: ['s3:DeleteObject'], on: records, keys: ['snapshots/*'] },
    { actions: [...take, 'sqs:ChangeMessageVisibility'], on: 'ExportsQueue' },
    { actions: ['secretsmanager:GetSecretValue'], on: 'FeishuAppSecret' },
  ],
  ScheduleRole: [
    { actions: ['lambda:InvokeFunction'], on: 'ReportLambdaFunction' },
    { actions: send, on: 'ExportsQueue' },
    { actions: send, on: 'EventsDeadQueue' },
  ],
};

/** The prefixes of the records bucket that each role may list. */
const lists: Readonly<Record<string, string>> = {
  SplitRole: 'open/*,jobs/*',
  DeliverRole: 'jobs/*,before-images/*,waiting/*',
  ReportRole: 'open/*,jobs/*,reports/*,unseen/*,watched/*',
  ExportRole: 'exports/*,snapshots/*',
};

const ofStatements = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Condition']);
const ofRoles = new Set(['AssumeRolePolicyDocument', 'Policies']);
const elsewhere = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'];

export function checkRights(deployed: Deployed, kmsKeyArn: string | undefined): readonly string[] {
  const roles = deployed.ofType('AWS::IAM::Role').map(({ id }) => id);
  const unknown = roles.filter((id) => !(id in needs)).map((id) => `nobody knows the role ${id}`);
  const others = elsewhere
    .flatMap((type) => deployed.ofType(type))
    .map(({ id }) => `${id} gives rights that stand in no role`);
  return [
    ...unknown,
    ...others,
    ...Object.keys(needs).flatMap((role) => roleFaults(deployed, role, kmsKeyArn)),
  ];
}

function roleFaults(deployed: Deployed, role: string, kmsKeyArn: string | undefined): readonly string[] {
  const properties = deployed.get(role)?.properties;
  if (!properties) return [`there is no ${role}`];
  const rights = statementsOfRole(deployed, role);
  const wanted = wantedOf(deployed, role, kmsKeyArn);
  const allowed = rights.flatMap(({ actions, resources }) =>
    actions.flatMap((action) => resources.map((resource) => `${action} ${resource}`)),
  );
  const policies = listOf(properties['Policies']);
  const statements = policies.flatMap((policy) => listOf(at(policy, 'PolicyDocument', 'Statement')));
  const unread = [
    ...Object.keys(properties).filter((name) => !ofRoles.has(name)),
    ...statements.flatMap((one) => Object.keys(Object(one)).filter((name) => !ofStatements.has(name))),
  ];
  return [
    ...[...wanted]
      .filter((one) => {
        const [action = '', resource = ''] = one.split(' ');
        return !allows(rights, action, resource.replaceAll('*', 'any'));
      })
      .map((one) => `${role} lacks ${one}`),
    ...allowed.filter((one) => !wanted.has(one)).map((one) => `${role} may more than it needs: ${one}`),
    ...unread.map((name) => `${role}: nobody here knows what ${name} would allow`),
    ...(isDeepStrictEqual(properties['AssumeRolePolicyDocument'], trustOf(deployed, role))
      ? []
      : [`${role} trusts others, or on other conditions`]),
    ...rights
      .filter((one) => one.effect !== 'Allow' || !isUnderstood(one))
      .map(({ sid }) => `${role}: ${sid} refuses, or has a condition that nobody here knows`),
    ...rights
      .filter(({ actions, resources, condition }) => {
        const listsRecords = actions.includes('s3:ListBucket') && resources.includes(deployed.arnOf(records));
        return (
          listsRecords && textsOf(at(condition, 'StringLikeIfExists', 's3:prefix')).join() !== lists[role]
        );
      })
      .map(({ sid }) => `${role}: ${sid} lists something else of the bucket than ${lists[role]}`),
  ];
}

function wantedOf(deployed: Deployed, role: string, kmsKeyArn: string | undefined): ReadonlySet<string> {
  const wanted = (needs[role] ?? []).flatMap(({ actions, on, keys = [''] }) =>
    actions.flatMap((action) =>
      keys.map((key) => `${action} ${deployed.arnOf(on)}${key === '' ? '' : `/${key}`}`),
    ),
  );
  const name = deployed.get(role.replace('Role', 'LambdaFunction'))?.properties['FunctionName'];
  const log = `arn:aws:logs:${region}:${account}:log-group:/aws/lambda/${String(name)}:*`;
  if (name !== undefined) wanted.push(`logs:CreateLogStream ${log}`, `logs:PutLogEvents ${log}`);
  if (kmsKeyArn !== undefined) wanted.push(`kms:Decrypt ${kmsKeyArn}`, `kms:GenerateDataKey ${kmsKeyArn}`);
  return new Set(wanted);
}
