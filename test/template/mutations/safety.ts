// Mistakes in encryption, TLS, public access and retention.

import { drop, property, put, rules, without, type Mutation } from './edit.ts';

export const safety: readonly Mutation[] = [
  {
    title: 'any topic may be named as a publisher',
    make: drop(['Parameters', 'PublishingSources', 'AllowedPattern']),
    caughtBy: 'parameters',
  },
  {
    title: 'all roles may be named as publishers',
    make: put(['Parameters', 'PublishingRoles', 'AllowedPattern'], 'none|arn:[^,]+(,arn:[^,]+)*'),
    caughtBy: 'parameters',
  },
  {
    title: 'all roles may be named as those that drop files',
    make: put(['Parameters', 'DroppingRoles', 'AllowedPattern'], '.*'),
    caughtBy: 'parameters',
  },
  {
    title: 'everybody may drop files',
    make: put(property('InboxBucketPolicy', 'PolicyDocument', 'Statement', 1, 'Fn::If', 1, 'Principal'), '*'),
    caughtBy: 'safety',
  },
  {
    title: 'roles of this account may write events of S3',
    make: without(property('DropsQueuePolicy', 'PolicyDocument', 'Statement'), 'NobodyElse'),
    caughtBy: 'safety',
  },
  {
    title: 'services may not write events of S3, and roles may',
    make: put(
      property(
        'DropsQueuePolicy',
        'PolicyDocument',
        'Statement',
        2,
        'Condition',
        'Bool',
        'aws:PrincipalIsAWSService',
      ),
      'true',
    ),
    caughtBy: 'safety',
  },
  {
    title: 'buckets of other accounts may write events of S3',
    make: drop(property('DropsQueuePolicy', 'PolicyDocument', 'Statement', 1, 'Condition', 'StringEquals')),
    caughtBy: 'safety',
  },
  {
    title: 'topics may write events of S3',
    make: put(property('DropsQueuePolicy', 'PolicyDocument', 'Statement', 1, 'Principal'), {
      Service: ['s3.amazonaws.com', 'sns.amazonaws.com'],
    }),
    caughtBy: 'safety',
  },
  {
    title: 'no app need be named',
    make: put(['Parameters', 'FeishuAppId', 'AllowedPattern'], '(cli_[A-Za-z0-9]+)?'),
    caughtBy: 'parameters',
  },
  {
    title: 'a bucket is not encrypted',
    make: drop(property('RecordsBucket', 'BucketEncryption')),
    caughtBy: 'safety',
  },
  {
    title: 'a queue is not encrypted',
    make: drop(property('IntakeDeadQueue', 'SqsManagedSseEnabled')),
    caughtBy: 'safety',
  },
  {
    title: "one's own key is left out",
    make: drop(property('LanesQueue', 'KmsMasterKeyId')),
    caughtBy: 'safety',
  },
  {
    title: 'a bucket may be reached without TLS',
    make: drop(['Resources', 'InboxBucketPolicy']),
    caughtBy: 'safety',
  },
  {
    title: 'a queue may be reached without TLS',
    make: without(property('OtherQueuesPolicy', 'Queues'), 'LanesQueue'),
    caughtBy: 'safety',
  },
  {
    title: 'a bucket may be made public',
    make: put(property('RecordsBucket', 'PublicAccessBlockConfiguration', 'RestrictPublicBuckets'), false),
    caughtBy: 'safety',
  },
  {
    title: 'everybody may publish',
    make: drop(property('IntakeQueuePolicy', 'PolicyDocument', 'Statement', 2, 'Condition')),
    caughtBy: 'safety',
  },
  {
    title: 'the inbox has no versions',
    make: drop(property('InboxBucket', 'VersioningConfiguration')),
    caughtBy: 'retention',
  },
  {
    title: 'pay goes with the stack',
    make: drop(['Resources', 'RecordsBucket', 'DeletionPolicy']),
    caughtBy: 'safety',
  },
  {
    title: 'snapshots are kept for ever',
    make: without(rules('RecordsBucket'), 'snapshots/'),
    caughtBy: 'retention',
  },
  {
    title: 'open jobs expire',
    make: put([...rules('RecordsBucket'), 0, 'Prefix'], 'open/'),
    caughtBy: 'patience',
  },
  {
    title: 'logs are kept for ever',
    make: drop(property('DeliverLogGroup', 'RetentionInDays')),
    caughtBy: 'functions',
  },
  {
    title: 'the runtime is one that AWS no longer keeps up',
    make: put(property('ReportLambdaFunction', 'Runtime'), 'nodejs20.x'),
    caughtBy: 'functions',
  },
];
