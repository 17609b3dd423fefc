// `serverless deploy` to an empty account, as CloudFormation and S3 would see it.

import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { app, startDeployment, zipsBucket, type Deployment } from './harness.ts';

const slowestMs = 120_000;

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment();
});
afterAll(() => deployment[Symbol.asyncDispose]());

describe('a deployment to an account that has nothing', { timeout: slowestMs }, () => {
  it('without the id of an app is refused before a function, a queue or a bucket of records is made', async () => {
    await expect(deployment.serverless('deploy')).rejects.toThrow(
      "Parameter 'FeishuAppId' must match pattern",
    );
    const { executed } = deployment.cloudFormation.account;
    expect(executed.map(({ type }) => type)).toEqual(['CREATE']);
    expect(Object.keys(executed[0]?.template.Resources ?? {})).toEqual([
      'ServerlessDeploymentBucket',
      'ServerlessDeploymentBucketPolicy',
    ]);
  });

  it('makes everything with one command, once it is given', async () => {
    const topic = 'arn:aws:sns:ap-southeast-1:111122223333:payferry-alarms';
    await deployment.serverless('deploy', app, `--param=alarmTopicArn=${topic}`);
    const { type, template, parameters } = deployment.cloudFormation.account.executed.at(-1) ?? {};
    expect(type).toBe('UPDATE');
    expect(parameters).toMatchObject({ FeishuAppId: 'cli_a1b2c3d4e5f6', AlarmTopicArn: topic });
    expect(Object.keys(parameters ?? {}).toSorted()).toEqual(
      Object.keys(template?.Parameters ?? {}).toSorted(),
    );

    const { Contents = [] } = await deployment.s3.send(new ListObjectsV2Command({ Bucket: zipsBucket }));
    const zips = Contents.flatMap(({ Key = '' }) => /([^/]+)\.zip$/.exec(Key)?.[1] ?? []);
    expect(new Set(zips)).toEqual(new Set(['split', 'deliver', 'report', 'export']));
  });

  it('protects a stage of any name, until it is deployed without protection', async () => {
    const stack = deployment.cloudFormation.account.find('payferry-dev');
    expect(stack.isProtected).toBe(true);
    await expect(deployment.serverless('remove')).rejects.toThrow('deletion protection is enabled');
    expect(stack.buckets.size).toBe(3);

    await deployment.serverless('deploy', '--force', app, '--param=protected=false');
    expect(stack.isProtected).toBe(false);
  });
});
