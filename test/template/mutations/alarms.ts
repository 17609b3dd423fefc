// Mistakes in alarms.

import { add, drop, property, put, replaced, variables, type Mutation } from './edit.ts';

/** Properties of alarms, each with a wrong value. */
const moved: readonly (readonly [id: string, name: string, value: unknown])[] = [
  ['LanesDead', 'Threshold', 100],
  ['UnknownOutcomes', 'Threshold', 1000],
  ['JobStuck', 'Threshold', 14_400],
  ['JobStuck', 'Statistic', 'Minimum'],
  ['JobStuck', 'EvaluationPeriods', 1],
  ['IntakeWaits', 'Threshold', 7200],
  ['IntakeWaits', 'OKActions', [{ Ref: 'AlarmTopicArn' }]],
  ['DropsWait', 'OKActions', [{ Ref: 'AlarmTopicArn' }]],
  ['SplitFailedMessages', 'Threshold', 3],
  ['SplitThrottled', 'DatapointsToAlarm', 1],
  ['UnseenFiles', 'OKActions', [{ Ref: 'AlarmTopicArn' }]],
  ['LanesWait', 'ComparisonOperator', 'LessThanThreshold'],
  ['BatchWaits', 'Threshold', 3600],
  ['SweeperGone', 'TreatMissingData', 'notBreaching'],
  ['DeliverThrottledShare', 'EvaluationPeriods', 300],
  // Barred batches come back less often than one period, so the alarm would ring and stop with each of them.
  ['DeliverCredentialsRefused', 'EvaluationPeriods', 1],
  ['ExportSecretUnreadable', 'DatapointsToAlarm', 4],
  ['TotalsMismatch', 'OKActions', [{ Ref: 'AlarmTopicArn' }]],
  ['JobStuck', 'OKActions', []],
];

export const alarms: readonly Mutation[] = [
  ...moved.map(([id, name, value]) => ({
    title: `${name} of ${id} is ${JSON.stringify(value)}`,
    make: add(property(id), { [name]: value }),
    caughtBy: 'alarms',
  })),
  ...[
    'LanesDead',
    'DropsWait',
    'DropsDead',
    'SplitThrottled',
    'ReportThrottled',
    'SweepFailed',
    'UnseenFiles',
    'DeliverCredentialsRefused',
    'ExportSecretUnreadable',
    'UnknownOutcomes',
    'TotalsMismatch',
    'DeliverThrottledShare',
    'JobStuck',
    'SweeperGone',
    'ExportFailed',
    'ExportsWait',
    'DeliverErrors',
  ].map((id) => ({ title: `nobody is told: ${id}`, make: drop(['Resources', id]), caughtBy: 'alarms' })),
  {
    title: 'an alarm tells nobody',
    make: drop(property('TotalsMismatch', 'AlarmActions')),
    caughtBy: 'alarms',
  },
  {
    title: 'an alarm does not say what to do',
    make: put(property('JobStuck', 'AlarmDescription'), 'A job is stuck'),
    caughtBy: 'alarms',
  },
  {
    title: 'an alarm leads to a page of the runbook that is not there',
    make: put(
      property('JobStuck', 'AlarmDescription'),
      'A job that waits for nobody has been open for four hours. Find it and see how far it came. docs/operate.md#stuck',
    ),
    caughtBy: 'alarms',
  },
  {
    title: 'the functions write their metrics elsewhere',
    make: put(variables('DeliverLambdaFunction', 'METRICS_NAMESPACE'), 'Payferry'),
    caughtBy: 'alarms',
  },
  {
    title: 'the dashboard is no JSON',
    make: put(property('Dashboard', 'DashboardBody'), '{"widgets":[}'),
    caughtBy: 'dashboard',
  },
  ...[
    ['\\"Payferry/dev\\",', 'Payferry/dev,'],
    ['"Payferry/dev\\",', '"Payferry\\",'],
    ['MetricName=\\"calls', 'MetricName=\\"call'],
    ['"open_jobs"', '"jobs_open"'],
    ['ApproximateAgeOfOldestMessage', 'AgeOfOldestMessage'],
    ['${DropsQueue.QueueName}', '${IntakeQueue.QueueName}'],
  ].map(([from = '', to = '']) => ({
    title: `the dashboard shows ${to} for ${from}`,
    make: replaced(property('Dashboard', 'DashboardBody', 'Fn::Sub'), from, to),
    caughtBy: 'dashboard',
  })),
];
