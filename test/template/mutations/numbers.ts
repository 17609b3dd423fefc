// Mistakes in numbers that depend on each other.

import { add, drop, property, put, rules, variables, type Mutation } from './edit.ts';

const told: readonly (readonly [id: string, path: readonly string[], value: string | number | boolean])[] = [
  ['DropsQueue', ['RedrivePolicy', 'maxReceiveCount'], 1],
  ['IntakeQueue', ['RedrivePolicy', 'maxReceiveCount'], 1],
  ['DropsQueue', ['VisibilityTimeout'], 900],
  ['LanesQueue', ['VisibilityTimeout'], 1080],
  ['IntakeQueue', ['MessageRetentionPeriod'], 1_209_600],
  ['DropsDeadQueue', ['MessageRetentionPeriod'], 864_000],
  ['ExportsQueue', ['RedrivePolicy', 'maxReceiveCount'], 5],
  ['LanesQueue', ['FifoThroughputLimit'], 'perQueue'],
  ['LanesQueue', ['DeduplicationScope'], 'queue'],
  ['ExportsQueue', ['ContentBasedDeduplication'], false],
];

export const numbers: readonly Mutation[] = [
  ...told.map(([id, path, value]) => ({
    title: `${path.at(-1)} of ${id} is ${String(value)}`,
    make: put(property(id, ...path), value),
    caughtBy: 'queues',
  })),
  {
    title: 'deliver may run longer than a message is hidden',
    make: put(property('DeliverLambdaFunction', 'Timeout'), 300),
    caughtBy: 'queues',
  },
  {
    title: 'lanes have a usual number of receives',
    make: put(property('LanesQueue', 'RedrivePolicy', 'maxReceiveCount'), 5),
    caughtBy: 'patience',
  },
  {
    title: 'looks are so close together that the batch stays in its lane',
    make: put(variables('DeliverLambdaFunction', 'LOOK_AGAIN_MS'), '4000'),
    caughtBy: 'patience',
  },
  {
    title: 'messages are kept for four days',
    make: put(property('LanesQueue', 'MessageRetentionPeriod'), 345_600),
    caughtBy: 'queues',
  },
  {
    title: 'dead letters are of the other kind',
    make: put(property('LanesQueue', 'RedrivePolicy', 'deadLetterTargetArn'), {
      'Fn::GetAtt': ['IntakeDeadQueue', 'Arn'],
    }),
    caughtBy: 'queues',
  },
  {
    title: 'there are more lanes than deliver runs',
    make: put(variables('SplitLambdaFunction', 'LANES'), '40'),
    caughtBy: 'queues',
  },
  {
    title: 'deliver has reserved concurrency',
    make: add(property('DeliverLambdaFunction'), { ReservedConcurrentExecutions: 44 }),
    caughtBy: 'queues',
  },
  {
    title: 'a batch of messages is more than an event may hold',
    make: put(property('SplitEventSourceMappingSQSIntakeQueue', 'BatchSize'), 10),
    caughtBy: 'queues',
  },
  {
    title: 'deliver takes five messages at a time',
    make: put(property('DeliverEventSourceMappingSQSLanesQueue', 'BatchSize'), 5),
    caughtBy: 'queues',
  },
  {
    title: 'split takes one message at a time',
    make: put(property('SplitEventSourceMappingSQSIntakeQueue', 'ScalingConfig', 'MaximumConcurrency'), 1),
    caughtBy: 'queues',
  },
  {
    title: 'dropped files may take all functions of the account',
    make: drop(property('SplitEventSourceMappingSQSDropsQueue', 'ScalingConfig')),
    caughtBy: 'queues',
  },
  {
    title: 'a small account has no function left for report',
    make(template) {
      put(variables('SplitLambdaFunction', 'LANES'), '4')(template);
      const most = (mapping: string) => property(mapping, 'ScalingConfig', 'MaximumConcurrency');
      put(most('SplitEventSourceMappingSQSDropsQueue'), 2)(template);
      put(most('SplitEventSourceMappingSQSIntakeQueue'), 2)(template);
      put(most('ExportEventSourceMappingSQSExportsQueue'), 2)(template);
      put(most('DeliverEventSourceMappingSQSLanesQueue'), 4)(template);
    },
    caughtBy: 'queues',
  },
  {
    title: 'export runs as often as it likes',
    make: drop(property('ExportEventSourceMappingSQSExportsQueue', 'ScalingConfig')),
    caughtBy: 'queues',
  },
  {
    title: 'a function has next to no memory',
    make: put(property('DeliverLambdaFunction', 'MemorySize'), 128),
    caughtBy: 'functions',
  },
  ...[
    ['quarantine/', 4, 7],
    ['waiting/', 5, 1],
    ['unseen/', 6, 1],
    ['exports/', 7, 1],
  ].map(([prefix, index, days]) => ({
    title: `${prefix} expires after ${days} days`,
    make: put([...rules('RecordsBucket'), Number(index), 'ExpirationInDays'], days),
    caughtBy: 'patience',
  })),
  {
    title: 'jobs expire while they wait for approval',
    make: put([...rules('RecordsBucket'), 0, 'ExpirationInDays'], 14),
    caughtBy: 'patience',
  },
];
