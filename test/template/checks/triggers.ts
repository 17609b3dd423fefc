// Which events trigger which function, and the rights for it: the same wiring as local/world/start.ts.

import { at, listOf, numberAt, textAt } from '../at.ts';
import type { Deployed } from '../deployed.ts';
import { allows, statementsOfRole } from '../rights.ts';

interface Notification {
  readonly bucket: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly to: string;
}

const notifications: readonly Notification[] = [
  { bucket: 'InboxBucket', to: 'SplitLambdaFunction' },
  { bucket: 'RecordsBucket', prefix: 'jobs/', suffix: '/approved', to: 'SplitLambdaFunction' },
  { bucket: 'RecordsBucket', prefix: 'jobs/', suffix: '/complete.json', to: 'ReportLambdaFunction' },
];

const mappings = [
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

const configurationsOf = (deployed: Deployed, bucket: string) =>
  listOf(at(deployed.get(bucket)?.properties, 'NotificationConfiguration', 'LambdaConfigurations'));

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
    (configuration) =>
      at(configuration, 'Event') === 's3:ObjectCreated:*' &&
      at(configuration, 'Function') === deployed.arnOf(to) &&
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
    configurationsOf(deployed, bucket.id).flatMap((configuration) => {
      const called = textAt(configuration, 'Function');
      const permission = deployed
        .ofType('AWS::Lambda::Permission')
        .find(
          ({ properties }) =>
            properties['Action'] === 'lambda:InvokeFunction' &&
            properties['Principal'] === 's3.amazonaws.com' &&
            properties['FunctionName'] === called &&
            properties['SourceArn'] === deployed.arnOf(bucket.id) &&
            properties['SourceAccount'] !== undefined,
        );
      if (!permission) return [`${bucket.id} may not call ${called}`];
      return bucket.dependsOn.includes(permission.id)
        ? []
        : [`${bucket.id} does not wait for ${permission.id}`];
    }),
  );
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

/** Events that no invocation could process are kept. */
function failureFaults(deployed: Deployed): readonly string[] {
  return ['Split', 'Report'].flatMap((name) => {
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
