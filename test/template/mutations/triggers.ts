// Mistakes in triggers and in their rights.

import { drop, notifications, property, put, without, type Mutation } from './edit.ts';

const lanesMapping = 'DeliverEventSourceMappingSQSLanesQueue';

export const triggers: readonly Mutation[] = [
  {
    title: 'S3 may not call report',
    make: drop(['Resources', 'CompletionsMayCallReport']),
    caughtBy: 'triggers',
  },
  {
    title: 'S3 may not write to the queue of dropped files',
    make: without(property('DropsQueuePolicy', 'PolicyDocument', 'Statement'), 'OwnBuckets'),
    caughtBy: 'triggers',
  },
  {
    title: 'S3 may write there for the records bucket only',
    make: without(
      property(
        'DropsQueuePolicy',
        'PolicyDocument',
        'Statement',
        1,
        'Condition',
        'ArnEquals',
        'aws:SourceArn',
      ),
      '-inbox-',
    ),
    caughtBy: 'triggers',
  },
  {
    title: 'files call split without a queue',
    make: put(property('InboxBucket', 'NotificationConfiguration'), {
      LambdaConfigurations: [
        { Event: 's3:ObjectCreated:*', Function: { 'Fn::GetAtt': ['SplitLambdaFunction', 'Arn'] } },
      ],
    }),
    caughtBy: 'triggers',
  },
  {
    title: 'files go to the intake queue, to which others write',
    make: put([...notifications('InboxBucket', 'Queue'), 0, 'Queue'], {
      'Fn::GetAtt': ['IntakeQueue', 'Arn'],
    }),
    caughtBy: 'triggers',
  },
  {
    title: 'nobody takes dropped files',
    make: drop(['Resources', 'SplitEventSourceMappingSQSDropsQueue']),
    caughtBy: 'triggers',
  },
  {
    title: 'the sweeper may run before its bucket is there',
    make: put(['Resources', 'Sweeper', 'DependsOn'], ['InboxBucket']),
    caughtBy: 'schedules',
  },
  {
    title: 'the sweeper may run before the inbox is there',
    make: put(['Resources', 'Sweeper', 'DependsOn'], ['RecordsBucket']),
    caughtBy: 'schedules',
  },
  {
    title: 'an export is scheduled right behind its role',
    make: put(['Resources', 'WeeklyRecurring', 'DependsOn'], []),
    caughtBy: 'schedules',
  },
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
    make: put(notifications('InboxBucket', 'Queue'), []),
    caughtBy: 'triggers',
  },
  {
    title: 'approvals set nothing off',
    make: without(notifications('RecordsBucket', 'Queue'), '/approved'),
    caughtBy: 'triggers',
  },
  {
    title: 'complete.json is misspelt',
    make: put(
      [...notifications('RecordsBucket', 'Lambda'), 0, 'Filter', 'S3Key', 'Rules', 1, 'Value'],
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
    make: put(property('ReportLambdaEvConf', 'MaximumRetryAttempts'), 0),
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
