// What keeps pay safe at rest and on the way: encryption, TLS, no public access, versions, retention; and no secret in
// sight.

import { at, listOf, numberAt, textAt, textsOf } from './at.ts';
import type { Deployed, Resource } from './deployed.ts';
import { matches, statementsIn } from './rights.ts';

export interface Expected {
  /** Of one's own; without it S3's and SQS's. */
  readonly kmsKeyArn: string | undefined;
}

export function checkSafety(deployed: Deployed, expected: Expected): readonly string[] {
  return [
    ...deployed.ofType('AWS::S3::Bucket').flatMap((bucket) => bucketFaults(deployed, bucket, expected)),
    ...deployed.ofType('AWS::SQS::Queue').flatMap((queue) => queueFaults(deployed, queue, expected)),
    ...lifecycleFaults(deployed),
    ...publisherFaults(deployed),
    ...secretFaults(deployed, expected),
    ...functionFaults(deployed),
  ];
}

/** The framework's own, which holds code and no pay. */
const isFrameworks = ({ id }: Resource) => id.startsWith('ServerlessDeployment');

const shut = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

function bucketFaults(deployed: Deployed, bucket: Resource, { kmsKeyArn }: Expected): readonly string[] {
  const { id, properties, deletionPolicy } = bucket;
  const faults: string[] = [];
  const closed = properties['PublicAccessBlockConfiguration'];
  for (const name of shut) if (at(closed, name) !== true) faults.push(`${id}: ${name} is not on`);

  const rules = listOf(at(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration'));
  const encryption = at(rules[0], 'ServerSideEncryptionByDefault');
  const algorithm = kmsKeyArn === undefined || isFrameworks(bucket) ? 'AES256' : 'aws:kms';
  if (at(encryption, 'SSEAlgorithm') !== algorithm) faults.push(`${id} is not encrypted with ${algorithm}`);
  if (!isFrameworks(bucket)) {
    if (at(encryption, 'KMSMasterKeyID') !== kmsKeyArn) faults.push(`${id} is encrypted with another key`);
    if (!deletionPolicy?.startsWith('Retain')) faults.push(`${id} goes with the stack, and pay with it`);
    if (at(properties, 'OwnershipControls', 'Rules', 0, 'ObjectOwnership') !== 'BucketOwnerEnforced')
      faults.push(`${id} takes access lists`);
  }
  if (!isTlsOnly(deployed, 'AWS::S3::BucketPolicy', id, [deployed.arnOf(id), `${deployed.arnOf(id)}/any`]))
    faults.push(`${id} may be reached without TLS`);
  return faults;
}

function queueFaults(
  deployed: Deployed,
  { id, properties }: Resource,
  { kmsKeyArn }: Expected,
): readonly string[] {
  const faults: string[] = [];
  if (kmsKeyArn === undefined && properties['SqsManagedSseEnabled'] !== true)
    faults.push(`${id} is not encrypted`);
  if (properties['KmsMasterKeyId'] !== kmsKeyArn) faults.push(`${id} is encrypted with another key`);
  if (!isTlsOnly(deployed, 'AWS::SQS::QueuePolicy', id, [deployed.arnOf(id)]))
    faults.push(`${id} may be reached without TLS`);
  return faults;
}

function isTlsOnly(deployed: Deployed, type: string, id: string, resources: readonly string[]): boolean {
  const name = id.endsWith('Queue')
    ? urlOf(deployed, id)
    : (deployed.get(id)?.properties['BucketName'] ?? id);
  const statements = deployed
    .ofType(type)
    .filter(({ properties }) => [properties['Bucket'], ...listOf(properties['Queues'])].includes(name))
    .flatMap(({ properties }) => statementsIn(properties['PolicyDocument']));
  return statements.some(
    ({ effect, principal, actions, resources: patterns, condition }) =>
      effect === 'Deny' &&
      (principal === '*' || at(principal, 'AWS') === '*') &&
      actions.some((action) => action.endsWith(':*')) &&
      resources.every((resource) => patterns.some((pattern) => matches(pattern, resource))) &&
      String(at(condition, 'Bool', 'aws:SecureTransport')) === 'false',
  );
}

const urlOf = (deployed: Deployed, id: string): string => {
  const [, , , region, account, name] = deployed.arnOf(id).split(':');
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
};

const expiring = ['jobs/', 'audit/', 'reports/', 'snapshots/', 'quarantine/', 'exports/'];

function lifecycleFaults(deployed: Deployed): readonly string[] {
  const faults: string[] = [];
  const rulesOf = (bucket: string) =>
    listOf(at(deployed.get(bucket)?.properties, 'LifecycleConfiguration', 'Rules')).filter(
      (rule) => textAt(rule, 'Status') === 'Enabled',
    );
  for (const prefix of expiring) {
    const rule = rulesOf('RecordsBucket').find((one) => textAt(one, 'Prefix') === prefix);
    if (!(numberAt(rule, 'ExpirationInDays') > 0)) faults.push(`RecordsBucket keeps ${prefix} for ever`);
  }
  const inbox = rulesOf('InboxBucket').filter((rule) => textAt(rule, 'Prefix') === '');
  if (!inbox.some((rule) => numberAt(rule, 'ExpirationInDays') > 0))
    faults.push('InboxBucket keeps files for ever');
  if (!inbox.some((rule) => numberAt(rule, 'NoncurrentVersionExpiration', 'NoncurrentDays') > 0))
    faults.push('InboxBucket keeps old versions for ever');
  if (at(deployed.get('InboxBucket')?.properties, 'VersioningConfiguration', 'Status') !== 'Enabled')
    faults.push('InboxBucket has no versions: a job may read what was dropped over its file');
  for (const bucket of ['InboxBucket', 'RecordsBucket']) {
    const gone = rulesOf(bucket).some(
      (rule) => numberAt(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation') > 0,
    );
    if (!gone) faults.push(`${bucket} keeps unfinished uploads for ever`);
  }
  return faults;
}

/** Whom no identity policy of this account stands behind must be named. */
function publisherFaults(deployed: Deployed): readonly string[] {
  const named = ['aws:SourceArn', 'aws:PrincipalArn'];
  return ['AWS::SQS::QueuePolicy', 'AWS::S3::BucketPolicy'].flatMap((type) =>
    deployed.ofType(type).flatMap(({ id, properties }) =>
      statementsIn(properties['PolicyDocument'])
        .filter(({ effect }) => effect === 'Allow')
        .filter(({ condition }) => {
          const who = named.flatMap((key) => textsOf(at(condition, 'StringLike', key)));
          return who.length === 0 || who.some((one) => /^[*?]*$/.test(one));
        })
        .map(({ sid }) => `${id}: ${sid} names nobody, and so lets everybody in`),
    ),
  );
}

/** Words of a secret, where a reference should stand. */
const secretNames = /SECRET|PASSWORD|TOKEN|PRIVATE|API_?KEY/i;

function secretFaults(deployed: Deployed, { kmsKeyArn }: Expected): readonly string[] {
  const faults: string[] = [];
  const secret = deployed.get('FeishuAppSecret');
  if (secret?.type !== 'AWS::SecretsManager::Secret') return ['there is no place for the app secret'];
  for (const property of ['SecretString', 'GenerateSecretString']) {
    if (secret.properties[property] !== undefined)
      faults.push('the template holds a secret, or makes one up');
  }
  if (secret.properties['KmsKeyId'] !== kmsKeyArn)
    faults.push('FeishuAppSecret is encrypted with another key');
  for (const { id, properties } of deployed.ofType('AWS::Lambda::Function')) {
    for (const [name, value] of Object.entries(at(properties, 'Environment', 'Variables') ?? {})) {
      if (secretNames.test(name) && value !== deployed.arnOf('FeishuAppSecret'))
        faults.push(`${id}: ${name} is more than a reference to a secret`);
    }
  }
  return faults;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
function functionFaults(deployed: Deployed): readonly string[] {
  const groups = deployed.ofType('AWS::Logs::LogGroup');
  return deployed.ofType('AWS::Lambda::Function').flatMap(({ id, properties }) => {
    const faults: string[] = [];
    if (properties['Runtime'] !== 'nodejs24.x') faults.push(`${id} does not run on nodejs24.x`);
    if (at(properties, 'Architectures', 0) !== 'arm64') faults.push(`${id} does not run on arm64`);
    const name = `/aws/lambda/${textAt(properties, 'FunctionName')}`;
    const group = groups.find((one) => one.properties['LogGroupName'] === name);
    if (!(numberAt(group?.properties, 'RetentionInDays') > 0)) faults.push(`${id} keeps its log for ever`);
    const role = deployed.byArn(properties['Role']);
    if (role?.id !== id.replace('LambdaFunction', 'Role')) faults.push(`${id} has not a role of its own`);
    return faults;
  });
}
