// Mistakes in roles: a right too few, a right too many, a misspelt action.

import { add, drop, property, put, restate, reword, statements, without, type Mutation } from './edit.ts';

const restated: readonly (readonly [sid: string, name: string, value: unknown])[] = [
  ['ReadFiles', 'Condition', { Bool: { 'aws:SecureTransport': 'false' } }],
  ['SeeWhetherJobsAreThere', 'Condition', { StringLikeIfExists: { 's3:prefix': '*' } }],
  ['SeeWhetherJobsAreThere', 'Condition', { StringLike: { 's3:prefix': ['open/*', 'jobs/*'] } }],
  ['QueueBatches', 'Effect', 'Deny'],
  ['QueueBatches', 'NotAction', 'sqs:DeleteQueue'],
];
const take = { Effect: 'Allow', Action: 'sts:AssumeRole' };

export const permissions: readonly Mutation[] = [
  ...[
    ['SplitRole', 'ReadFiles'],
    ['SplitRole', 'SeeWhetherFilesAreThere'],
    ['SplitRole', 'QueueBatches'],
    ['SplitRole', 'TakeAndHandBackMessages'],
    ['SplitRole', 'Log'],
    ['DeliverRole', 'ReadAppSecret'],
    ['DeliverRole', 'WriteOutcomes'],
    ['ReportRole', 'ForgetJobs'],
    ['ReportRole', 'ListInbox'],
    ['ReportRole', 'SeeWhetherEventsWait'],
    ['ReportRole', 'MarkUnseenFiles'],
    ['ReportRole', 'PutJobsOnTheirWay'],
    ['ExportRole', 'TakeBackWhatFailed'],
    ['ScheduleRole', 'CallTheSweeper'],
  ].map(([role = '', sid = '']) => ({
    title: `${role} loses ${sid}`,
    make: without(statements(role), `"Sid":"${sid}"`),
    caughtBy: 'rights',
  })),
  {
    title: 'deliver may no longer hand back',
    make: reword('DeliverRole', 'TakeMessagesAndPutThemBack', 'sqs:ReceiveMessage'),
    caughtBy: 'triggers',
  },
  ...restated.map(([sid, name, value]) => ({
    title: `SplitRole: ${name} of ${sid} is ${JSON.stringify(value)}`,
    make: restate('SplitRole', sid, { [name]: value }),
    caughtBy: 'rights',
  })),
  {
    title: 'a function has a role that any service may take',
    make: put(property('SplitRole', 'AssumeRolePolicyDocument', 'Statement', 0, 'Principal'), { AWS: '*' }),
    caughtBy: 'rights',
  },
  {
    title: 'somebody else may take a role as well',
    make: put(property('DeliverRole', 'AssumeRolePolicyDocument', 'Statement'), [
      { ...take, Principal: { Service: 'lambda.amazonaws.com' } },
      { ...take, Principal: '*' },
    ]),
    caughtBy: 'rights',
  },
  ...['aws:SourceArn', 'aws:SourceAccount'].map((name) => ({
    title: `schedules of others may take the role: no ${name}`,
    make: drop(
      property('ScheduleRole', 'AssumeRolePolicyDocument', 'Statement', 0, 'Condition', 'StringEquals', name),
    ),
    caughtBy: 'rights',
  })),
  {
    title: 'a role gets the rights of an administrator',
    make: add(property('ReportRole'), { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
    caughtBy: 'rights',
  },
  {
    title: 'split may do everything to jobs',
    make: reword('SplitRole', 'WritePlans', 's3:*'),
    caughtBy: 'rights',
  },
  {
    title: 'an action is misspelt',
    make: reword('ExportRole', 'WriteSnapshots', 's3:PutObjects'),
    caughtBy: 'actions',
  },
  {
    title: 'split runs with the role of deliver',
    make: put(property('SplitLambdaFunction', 'Role'), { 'Fn::GetAtt': ['DeliverRole', 'Arn'] }),
    caughtBy: 'functions',
  },
  {
    title: 'roles may not use the key that everything is encrypted with',
    make: drop(property('ReportRole', 'Policies', 1)),
    caughtBy: 'rights',
  },
];
