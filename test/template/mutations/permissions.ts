// What a role may do: too little, too much, misspelt.

import { drop, property, put, reword, statements, without, type Mutation } from './edit.ts';

export const permissions: readonly Mutation[] = [
  ...[
    ['SplitRole', 'ReadFiles'],
    ['SplitRole', 'SeeWhetherFilesAreThere'],
    ['SplitRole', 'QueueBatches'],
    ['SplitRole', 'Log'],
    ['DeliverRole', 'ReadAppSecret'],
    ['DeliverRole', 'WriteOutcomes'],
    ['ReportRole', 'ForgetJobs'],
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
    make: reword('DeliverRole', 'TakeAndHandBackMessages', 'sqs:ReceiveMessage'),
    caughtBy: 'triggers',
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
