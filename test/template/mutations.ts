// Mistakes that somebody could make in the template, one by one, each with the check that must find it.

import { at } from './at.ts';
import type { Template } from './template.ts';

export interface Mutation {
  readonly title: string;
  /** Changes the template that it is given. */
  readonly make: (template: Template) => void;
  readonly caughtBy: string;
}

type Path = readonly (string | number)[];

/** A path that leads nowhere is a mistake in the mutation. */
function set(template: Template, path: Path, value: unknown): void {
  const parent = at(template, ...path.slice(0, -1));
  const key = path.at(-1);
  if (typeof parent !== 'object' || parent === null || key === undefined || !(key in parent))
    throw new Error(`the template has nothing at ${path.join('.')}`);
  if (value === undefined) Reflect.deleteProperty(parent, key);
  else Reflect.set(parent, key, value);
}

const property = (id: string, ...path: Path): Path => ['Resources', id, 'Properties', ...path];
const drop = (path: Path) => (template: Template) => set(template, path, undefined);
const put = (path: Path, value: unknown) => (template: Template) => set(template, path, value);

function add(path: Path, values: Readonly<Record<string, unknown>>) {
  return (template: Template): void => {
    const found = at(template, ...path);
    if (typeof found !== 'object') throw new Error(`the template has nothing at ${path.join('.')}`);
    set(template, path, { ...found, ...values });
  };
}

/** Takes the one out of a list that has this text. */
function without(path: Path, text: string) {
  return (template: Template): void => {
    const list = at(template, ...path);
    if (!Array.isArray(list)) throw new Error(`the template has no list at ${path.join('.')}`);
    const left = list.filter((one) => !JSON.stringify(one).includes(text));
    if (left.length !== list.length - 1)
      throw new Error(`${path.join('.')} holds ${list.length - left.length} of ${text}`);
    set(template, path, left);
  };
}

const statements = (role: string): Path => property(role, 'Policies', 0, 'PolicyDocument', 'Statement');
const rules = (bucket: string): Path => property(bucket, 'LifecycleConfiguration', 'Rules');
const variables = (id: string, name: string): Path => property(id, 'Environment', 'Variables', name);
const notifications = (bucket: string): Path =>
  property(bucket, 'NotificationConfiguration', 'LambdaConfigurations');
const lanesMapping = 'DeliverEventSourceMappingSQSLanesQueue';

/** Its actions become this one. */
const reword = (role: string, sid: string, action: string) => (template: Template) => {
  const found = at(template, ...statements(role));
  const index = Array.isArray(found) ? found.findIndex((one) => at(one, 'Sid') === sid) : -1;
  set(template, [...statements(role), index, 'Action'], [action]);
};

export const mutations: readonly Mutation[] = [
  // Permissions
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
    caughtBy: 'safety',
  },
  {
    title: 'roles may not use the key that everything is encrypted with',
    make: drop(property('ReportRole', 'Policies', 1)),
    caughtBy: 'rights',
  },

  // Triggers
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

  // Numbers
  {
    title: 'deliver may run longer than a message is hidden',
    make: put(property('DeliverLambdaFunction', 'Timeout'), 300),
    caughtBy: 'queues',
  },
  {
    title: 'lanes have a usual number of receives',
    make: put(property('LanesQueue', 'RedrivePolicy', 'maxReceiveCount'), 5),
    caughtBy: 'queues',
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
    title: 'jobs expire while they wait for approval',
    make: put([...rules('RecordsBucket'), 0, 'ExpirationInDays'], 14),
    caughtBy: 'queues',
  },

  // Settings
  {
    title: 'a setting is missing',
    make: drop(variables('DeliverLambdaFunction', 'LANES_QUEUE_URL')),
    caughtBy: 'settings',
  },
  {
    title: 'nobody knows a setting',
    make: add(property('ReportLambdaFunction', 'Environment', 'Variables'), { SWEEP_AFTER_MSEC: '900000' }),
    caughtBy: 'settings',
  },
  {
    title: 'a setting is out of range',
    make: put(variables('SplitLambdaFunction', 'MAX_REJECTED_PERCENT'), '200'),
    caughtBy: 'settings',
  },
  {
    title: 'a setting leads to another queue',
    make: put(variables('DeliverLambdaFunction', 'LANES_QUEUE_URL'), { Ref: 'ExportsQueue' }),
    caughtBy: 'settings',
  },
  {
    title: 'deliver and the sweeper differ in patience',
    make: put(variables('ReportLambdaFunction', 'PATIENCE_MS'), '3600000'),
    caughtBy: 'queues',
  },
  {
    title: 'the secret stands in the environment',
    make: put(variables('DeliverLambdaFunction', 'FEISHU_APP_SECRET_ARN'), 'hush'),
    caughtBy: 'safety',
  },
  {
    title: 'the secret stands in the template',
    make: add(property('FeishuAppSecret'), { SecretString: 'hush' }),
    caughtBy: 'safety',
  },

  // Safety
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
    caughtBy: 'safety',
  },
  {
    title: 'pay goes with the stack',
    make: drop(['Resources', 'RecordsBucket', 'DeletionPolicy']),
    caughtBy: 'safety',
  },
  {
    title: 'snapshots are kept for ever',
    make: without(rules('RecordsBucket'), 'snapshots/'),
    caughtBy: 'safety',
  },
  {
    title: 'open jobs expire',
    make: put([...rules('RecordsBucket'), 0, 'Prefix'], 'open/'),
    caughtBy: 'queues',
  },
  {
    title: 'logs are kept for ever',
    make: drop(property('DeliverLogGroup', 'RetentionInDays')),
    caughtBy: 'safety',
  },
  {
    title: 'the runtime is one that AWS no longer keeps up',
    make: put(property('ReportLambdaFunction', 'Runtime'), 'nodejs20.x'),
    caughtBy: 'safety',
  },

  // Alarms
  ...[
    'LanesDead',
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
    caughtBy: 'alarms',
  },

  // What CloudFormation itself would refuse
  {
    title: 'a reference leads nowhere',
    make: put(variables('SplitLambdaFunction', 'FEISHU_BASE_URL'), { Ref: 'FeishuUrl' }),
    caughtBy: 'cloudformation',
  },
  {
    title: 'a value is none of its enum',
    make: put(property('SplitLambdaFunction', 'Runtime'), 'nodejs99.x'),
    caughtBy: 'cloudformation',
  },
  {
    title: 'a number is out of range',
    make: put(property('LanesQueue', 'VisibilityTimeout'), 50_000),
    caughtBy: 'cloudformation',
  },
];
