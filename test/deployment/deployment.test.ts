// `serverless deploy` to an empty account, as CloudFormation and S3 would see it.

import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';

import { startS3, type LocalS3 } from '../../local/s3/start.ts';
import { startCloudFormation, type CloudFormation } from './cloudformation.ts';

const slowestMs = 120_000;
const root = resolve(import.meta.dirname, '../..');
const deployed = ['functions', 'shared', 'serverless', 'serverless.yml', 'build.mjs', 'package.json'];
const bucket = 'payferry-dev-serverlessdeploymentbucket-1';
const account = { AWS_ACCESS_KEY_ID: 'somebody', AWS_SECRET_ACCESS_KEY: 'somebody' };

let dir: string;
let s3Server: LocalS3;
let s3: S3Client;
let cloudFormation: CloudFormation;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'payferry-deployment-'));
  for (const name of deployed) await cp(join(root, name), join(dir, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(dir, 'node_modules'));
  s3Server = await startS3({ dir: join(dir, 's3'), buckets: [{ name: bucket }] });
  s3 = new S3Client({
    endpoint: s3Server.endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'somebody', secretAccessKey: 'somebody' },
    forcePathStyle: true,
  });
  cloudFormation = await startCloudFormation({
    bucket,
    async readTemplate({ pathname }) {
      const [, Bucket = '', ...key] = pathname.split('/');
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key.join('/') }));
      return (await Body?.transformToString()) ?? '';
    },
  });
});

afterAll(async () => {
  await cloudFormation[Symbol.asyncDispose]();
  await s3Server.stop();
  await rm(dir, { recursive: true, force: true });
});

async function deploy(...parameters: readonly string[]): Promise<string> {
  // eslint-disable-next-line node/no-process-env -- a command needs its path
  const { PATH = '', HOME = '' } = process.env;
  const env = {
    PATH,
    HOME,
    ...account,
    AWS_ENDPOINT_URL: cloudFormation.url,
    AWS_ENDPOINT_URL_S3: s3Server.endpoint,
    SLS_AWS_MONITORING_FREQUENCY: '10',
  };
  const command = join(root, 'node_modules/serverless/bin/serverless.js');
  const asked = parameters.map((parameter) => `--param=${parameter}`);
  return promisify(execFile)(process.execPath, [command, 'deploy', ...asked], { cwd: dir, env }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: { stdout: string; stderr: string }) => {
      throw new Error(error.stdout + error.stderr);
    },
  );
}

describe('a deployment to an account that has nothing', { timeout: slowestMs }, () => {
  it('without the id of an app is refused before a function, a queue or a bucket of records is made', async () => {
    await expect(deploy()).rejects.toThrow("Parameter 'FeishuAppId' must match pattern");
    expect(cloudFormation.executed.map(({ type }) => type)).toEqual(['CREATE']);
    expect(Object.keys(cloudFormation.executed[0]?.template.Resources ?? {})).toEqual([
      'ServerlessDeploymentBucket',
      'ServerlessDeploymentBucketPolicy',
    ]);
  });

  it('makes everything with one command, once it is given', async () => {
    await deploy(
      'feishuAppId=cli_a1b2c3d4e5f6',
      'alarmTopicArn=arn:aws:sns:ap-southeast-1:111122223333:payferry-alarms',
    );
    const { type, template, parameters } = cloudFormation.executed.at(-1) ?? {};
    expect(type).toBe('UPDATE');
    expect(parameters).toMatchObject({
      FeishuAppId: 'cli_a1b2c3d4e5f6',
      AlarmTopicArn: 'arn:aws:sns:ap-southeast-1:111122223333:payferry-alarms',
    });
    expect(Object.keys(parameters ?? {}).toSorted()).toEqual(
      Object.keys(template?.Parameters ?? {}).toSorted(),
    );

    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    const zips = Contents.flatMap(({ Key = '' }) => /([^/]+)\.zip$/.exec(Key)?.[1] ?? []);
    expect(new Set(zips)).toEqual(new Set(['split', 'deliver', 'report', 'export']));
  });
});
