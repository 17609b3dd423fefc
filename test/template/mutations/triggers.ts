// Mistakes in triggers and in their rights.

import { drop, notifications, property, put, without, type Mutation } from './edit.ts';

const lanesMapping = 'DeliverEventSourceMappingSQSLanesQueue';

export const triggers: readonly Mutation[] = [
  { title: 'S3 may not call split', make: drop(['Resources', 'FilesMayCallSplit']), caughtBy: 'triggers' },
  {
    title: 'the permission is for another bucket',
    make: put(property('CompletionsMayCallReport', 'SourceArn'), { 'Fn::GetAtt': ['InboxBucket', 'Arn'] }),
    caughtBy: 'triggers',
  },
  {
    title: 'the bucket does not wait for its permission',
    make: put(['Resources', 'InboxBucket', 'DependsOn'], []),
    caughtBy: 'triggers',
  },
  {
    title: 'files set nothing off',
    make: put(notifications('InboxBucket'), []),
    caughtBy: 'triggers',
  },
  {
    title: 'approvals set nothing off',
    make: without(notifications('RecordsBucket'), '/approved'),
    caughtBy: 'triggers',
  },
  {
    title: 'complete.json is misspelt',
    make: put(
      [...notifications('RecordsBucket'), 1, 'Filter', 'S3Key', 'Rules', 1, 'Value'],
      '/completed.json',
    ),
    caughtBy: 'triggers',
  },
  { title: 'nobody takes lanes', make: drop(['Resources', lanesMapping]), caughtBy: 'triggers' },
  {
    title: 'a failed message takes its batch along',
    make: drop(property(lanesMapping, 'FunctionResponseTypes')),
    caughtBy: 'triggers',
  },
  {
    title: 'events that failed are lost',
    make: drop(property('ReportLambdaEvConf', 'DestinationConfig')),
    caughtBy: 'triggers',
  },
  {
    title: 'an event of S3 is tried only once',
    make: put(property('SplitLambdaEvConf', 'MaximumRetryAttempts'), 0),
    caughtBy: 'triggers',
  },
  {
    title: 'an event is given up while the account is busy',
    make: put(property('ReportLambdaEvConf', 'MaximumEventAgeInSeconds'), 60),
    caughtBy: 'triggers',
  },
  {
    title: 'nobody says in which time zone it is two',
    make: drop(property('NightlyLumpSums', 'ScheduleExpressionTimezone')),
    caughtBy: 'schedules',
  },
  {
    title: 'EventBridge hears nothing of reports',
    make: drop(property('RecordsBucket', 'NotificationConfiguration', 'EventBridgeConfiguration')),
    caughtBy: 'triggers',
  },
  { title: 'nobody sweeps', make: drop(['Resources', 'Sweeper']), caughtBy: 'schedules' },
  {
    title: 'the sweeper is called with an empty event',
    make: put(property('Sweeper', 'Target', 'Input'), '{}'),
    caughtBy: 'schedules',
  },
  {
    title: 'the rate is singular',
    make: put(property('Sweeper', 'ScheduleExpression'), 'rate(15 minute)'),
    caughtBy: 'schedules',
  },
  {
    title: 'the cron expression has five fields',
    make: put(property('NightlyLumpSums', 'ScheduleExpression'), 'cron(0 2 * * ?)'),
    caughtBy: 'schedules',
  },
  {
    title: 'two exports of one API may run at once',
    make: put(property('NightlyLumpSums', 'Target', 'SqsParameters', 'MessageGroupId'), 'lump-sum-nightly'),
    caughtBy: 'schedules',
  },
  {
    title: 'a sample asks for a resource that nobody knows',
    make: put(
      property('NightlyLumpSums', 'Target', 'Input'),
      '{"dataset":"nightly","resource":"bonuses","scheduled_at":"<aws.scheduler.scheduled-time>"}',
    ),
    caughtBy: 'schedules',
  },
];
