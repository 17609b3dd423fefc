// Protects pay at rest and in transit: encryption, TLS, no public access, and named publishers.

import { isDeepStrictEqual } from 'node:util';

import { at, listOf, textsOf } from '../at.ts';
import { account, type Deployed, type Resource } from '../deployed.ts';
import { matches, statementsIn } from '../rights.ts';

export interface Expected {
  /** The account's own key. Undefined: the keys of S3 and SQS. */
  readonly kmsKeyArn: string | undefined;
}

export function checkSafety(deployed: Deployed, expected: Expected): readonly string[] {
  return [
    ...deployed.ofType('AWS::S3::Bucket').flatMap((bucket) => bucketFaults(deployed, bucket, expected)),
    ...deployed.ofType('AWS::SQS::Queue').flatMap((queue) => queueFaults(deployed, queue, expected)),
    ...publisherFaults(deployed),
    ...dropsFaults(deployed),
  ];
}

/** What S3's events say of who wrote an object is true only while no other principal can write such an event. */
function dropsFaults(deployed: Deployed): readonly string[] {
  const queue = deployed.arnOf('DropsQueue');
  const statements = deployed
    .ofType('AWS::SQS::QueuePolicy')
    .flatMap(({ properties }) => statementsIn(properties['PolicyDocument']))
    .filter(({ resources }) => resources.some((resource) => matches(resource, queue)));
  const others = statements.filter(
    ({ effect, principal, actions, condition }) =>
      effect === 'Allow' &&
      !(
        isDeepStrictEqual(principal, { Service: 's3.amazonaws.com' }) &&
        actions.join() === 'sqs:SendMessage' &&
        at(condition, 'StringEquals', 'aws:SourceAccount') === account &&
        isDeepStrictEqual(
          new Set(textsOf(at(condition, 'ArnEquals', 'aws:SourceArn'))),
          new Set([deployed.arnOf('InboxBucket'), deployed.arnOf('RecordsBucket')]),
        )
      ),
  );
  const isClosed = statements.some(
    ({ effect, principal, actions, condition }) =>
      effect === 'Deny' &&
      principal === '*' &&
      actions.includes('sqs:SendMessage') &&
      isDeepStrictEqual(condition, { Bool: { 'aws:PrincipalIsAWSService': 'false' } }),
  );
  return [
    ...others.map(({ sid }) => `DropsQueue: ${sid} lets others than S3 in`),
    ...(isClosed ? [] : ['DropsQueue takes messages of roles and users']),
  ];
}

/** The framework's own bucket, which holds code and no pay. */
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
  const [, , , region, inAccount, name] = deployed.arnOf(id).split(':');
  return `https://sqs.${region}.amazonaws.com/${inAccount}/${name}`;
};

/** No identity policy of this account limits a publisher from outside, so the resource's policy must name the publisher. */
function publisherFaults(deployed: Deployed): readonly string[] {
  const named = ['aws:SourceArn', 'aws:PrincipalArn'];
  return ['AWS::SQS::QueuePolicy', 'AWS::S3::BucketPolicy'].flatMap((type) =>
    deployed.ofType(type).flatMap(({ id, properties }) =>
      statementsIn(properties['PolicyDocument'])
        .filter(({ effect }) => effect === 'Allow')
        .filter(({ condition, principal }) => {
          const principals = textsOf(at(principal, 'AWS'));
          if (principals.length > 0 && principals.every((one) => /^arn:[^*?]+$/.test(one))) return false;
          const who = named.flatMap((key) => [
            ...textsOf(at(condition, 'StringLike', key)),
            ...textsOf(at(condition, 'ArnEquals', key)),
          ]);
          return who.length === 0 || who.some((one) => /^[*?]*$/.test(one));
        })
        .map(({ sid }) => `${id}: ${sid} names nobody, and so lets everybody in`),
    ),
  );
}
