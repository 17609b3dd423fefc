// Which events trigger which function, and the rights for it: the same wiring as local/world/start.ts.

import { at, listOf, numberAt, textAt, textsOf } from '../at.ts';
import { account, type Deployed, type Resource } from '../deployed.ts';
import { allows, statementsIn, statementsOfRole } from '../rights.ts';

interface Notification {
  readonly bucket: string;
  readonly prefix?: string;
  readonly suffix?: string;
  /** A function or a queue. */
  readonly to: string;
}

const notifications: readonly Notification[] = [
  { bucket: 'InboxBucket', to: 'DropsQueue' },
  { bucket: 'RecordsBucket', prefix: 'jobs/', suffix: '/approved', to: 'DropsQueue' },
  { bucket: 'RecordsBucket', prefix: 'jobs/', suffix: '/complete.json', to: 'ReportLambdaFunction' },
];

const mappings = [
  { queue: 'DropsQueue', to: 'SplitLambdaFunction', role: 'SplitRole' },
  { queue: 'IntakeQueue', to: 'SplitLambdaFunction', role: 'SplitRole' },
  { queue: 'LanesQueue', to: 'DeliverLambdaFunction', role: 'DeliverRole' },
  { queue: 'ExportsQueue', to: 'ExportLambdaFunction', role: 'ExportRole' },
] as const;

export function checkTriggers(deployed: Deployed): readonly string[] {
  return [
    ...notifications.flatMap((wanted) => notificationFaults(deployed, wanted)),
    ...allNotificationsMayCall(deployed),
    ...mappings.flatMap((wanted) => mappingFaults(deployed, wanted)),
    ...failureFaults(deployed),
    ...(at(
      deployed.get('RecordsBucket')?.properties,
      'NotificationConfiguration',
      'EventBridgeConfiguration',
      'EventBridgeEnabled',
    ) === true
      ? []
      : ['RecordsBucket tells EventBridge nothing']),
  ];
}

interface Configuration {
  readonly to: string;
  readonly configuration: unknown;
}

function configurationsOf(deployed: Deployed, bucket: string): readonly Configuration[] {
  const all = at(deployed.get(bucket)?.properties, 'NotificationConfiguration');
  const of = (list: string, name: string) =>
    listOf(at(all, list)).map((configuration) => ({ to: textAt(configuration, name), configuration }));
  return [...of('LambdaConfigurations', 'Function'), ...of('QueueConfigurations', 'Queue')];
}

function filterOf(configuration: unknown, name: string): string | undefined {
  const rules = listOf(at(configuration, 'Filter', 'S3Key', 'Rules'));
  const rule = rules.find((one) => textAt(one, 'Name').toLowerCase() === name);
  return rule === undefined ? undefined : textAt(rule, 'Value');
}

function notificationFaults(
  deployed: Deployed,
  { bucket, prefix, suffix, to }: Notification,
): readonly string[] {
  const found = configurationsOf(deployed, bucket).filter(
    ({ to: told, configuration }) =>
      at(configuration, 'Event') === 's3:ObjectCreated:*' &&
      told === deployed.arnOf(to) &&
      filterOf(configuration, 'prefix') === prefix &&
      filterOf(configuration, 'suffix') === suffix,
  );
  return found.length === 1
    ? []
    : [`${bucket} has no notification of ${prefix ?? ''}*${suffix ?? ''} to ${to}`];
}

/** If S3 may not deliver a notification, the deployment stops. If the permission goes later, S3 is silent. */
function allNotificationsMayCall(deployed: Deployed): readonly string[] {
  return deployed.ofType('AWS::S3::Bucket').flatMap((bucket) =>
    configurationsOf(deployed, bucket.id).flatMap(({ to }) => {
      const permission = permissionFor(deployed, bucket.id, to);
      if (!permission) return [`${bucket.id} may not call ${to}`];
      return bucket.dependsOn.includes(permission.id)
        ? []
        : [`${bucket.id} does not wait for ${permission.id}`];
    }),
  );
}

function permissionFor(deployed: Deployed, bucket: string, to: string): Resource | undefined {
  const ofFunction = deployed
    .ofType('AWS::Lambda::Permission')
    .find(
      ({ properties }) =>
        properties['Action'] === 'lambda:InvokeFunction' &&
        properties['Principal'] === 's3.amazonaws.com' &&
        properties['FunctionName'] === to &&
        properties['SourceArn'] === deployed.arnOf(bucket) &&
        properties['SourceAccount'] !== undefined,
    );
  const ofQueue = deployed
    .ofType('AWS::SQS::QueuePolicy')
    .find(({ properties }) =>
      statementsIn(properties['PolicyDocument']).some(
        ({ effect, principal, actions, resources, condition }) =>
          effect === 'Allow' &&
          at(principal, 'Service') === 's3.amazonaws.com' &&
          actions.includes('sqs:SendMessage') &&
          resources.includes(to) &&
          textsOf(at(condition, 'ArnEquals', 'aws:SourceArn')).includes(deployed.arnOf(bucket)) &&
          at(condition, 'StringEquals', 'aws:SourceAccount') === account,
      ),
    );
  return ofFunction ?? ofQueue;
}

const taking = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

function mappingFaults(
  deployed: Deployed,
  { queue, to, role }: (typeof mappings)[number],
): readonly string[] {
  const mapping = deployed
    .ofType('AWS::Lambda::EventSourceMapping')
    .find(({ properties }) => properties['EventSourceArn'] === deployed.arnOf(queue));
  if (mapping?.properties['FunctionName'] !== deployed.arnOf(to)) return [`${queue} does not set off ${to}`];
  const rights = statementsOfRole(deployed, role);
  return [
    ...(mapping.properties['Enabled'] === false ? [`${queue} is cut off from ${to}`] : []),
    ...(listOf(mapping.properties['FunctionResponseTypes']).includes('ReportBatchItemFailures')
      ? []
      : [`${to} reports the messages that failed, and its mapping does not listen`]),
    ...taking
      .filter((action) => !allows(rights, action, deployed.arnOf(queue)))
      .map((action) => `${role} may not ${action} on ${queue}`),
  ];
}

/** Events that no invocation could process are kept. Only report is called by events; split has queues. */
function failureFaults(deployed: Deployed): readonly string[] {
  return ['Report'].flatMap((name) => {
    const settings = deployed
      .ofType('AWS::Lambda::EventInvokeConfig')
      .find(
        ({ properties }) =>
          properties['FunctionName'] === deployed.get(`${name}LambdaFunction`)?.properties['FunctionName'],
      );
    const kept = textAt(settings?.properties, 'DestinationConfig', 'OnFailure', 'Destination');
    const tries = numberAt(settings?.properties, 'MaximumRetryAttempts');
    const ageSeconds = numberAt(settings?.properties, 'MaximumEventAgeInSeconds');
    // Two retries, and six hours for an account whose concurrency is used up.
    if (tries !== 2 || ageSeconds !== 21_600)
      return [`${name} has ${tries} retries within ${ageSeconds} s, expected 2 within 21600 s`];
    if (deployed.byArn(kept)?.type !== 'AWS::SQS::Queue') return [`${name} keeps no event that failed`];
    return allows(statementsOfRole(deployed, `${name}Role`), 'sqs:SendMessage', kept)
      ? []
      : [`${name}Role may not keep an event that failed`];
  });
}
