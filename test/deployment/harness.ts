// A copy of the project, an account that has nothing, and `npx serverless` between them.

import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

import { startS3 } from '../../local/s3/start.ts';
import { startBucketHeads, type BucketHeads } from './bucket-heads.ts';
import { startCloudFormation, type CloudFormation } from './cloudformation.ts';

const root = resolve(import.meta.dirname, '../..');
const deployed = ['functions', 'shared', 'serverless', 'serverless.yml', 'build.mjs', 'package.json'];
export const region = 'ap-southeast-1';
export const zipsBucket = 'payferry-dev-serverlessdeploymentbucket-1';
export const app = '--param=feishuAppId=cli_a1b2c3d4e5f6';

export interface Deployment extends AsyncDisposable {
  readonly cloudFormation: CloudFormation;
  readonly heads: BucketHeads;
  readonly s3: S3Client;
  /** Answers with what was printed. Throws it where the exit code is not 0. */
  serverless(...args: readonly string[]): Promise<string>;
}

export async function startDeployment(): Promise<Deployment> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-deployment-'));
  for (const name of deployed) await cp(join(root, name), join(dir, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(dir, 'node_modules'));
  const s3Server = await startS3({ dir: join(dir, 's3'), buckets: [{ name: zipsBucket }] });
  const s3 = new S3Client({
    endpoint: s3Server.endpoint,
    region,
    credentials: { accessKeyId: 'somebody', secretAccessKey: 'somebody' },
    forcePathStyle: true,
  });
  const cloudFormation = await startCloudFormation(async ({ pathname }) => {
    const [, Bucket = '', ...key] = pathname.split('/');
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key.join('/') }));
    return (await Body?.transformToString()) ?? '';
  });
  const heads = await startBucketHeads(s3Server.endpoint, cloudFormation.account);
  const env = {
    AWS_ENDPOINT_URL: cloudFormation.url,
    AWS_ENDPOINT_URL_S3: heads.url,
    SLS_AWS_MONITORING_FREQUENCY: '10',
  };
  return {
    cloudFormation,
    heads,
    s3,
    serverless: (...args) => runServerless(dir, [...args, `--region=${region}`], env),
    async [Symbol.asyncDispose]() {
      await heads[Symbol.asyncDispose]();
      await cloudFormation[Symbol.asyncDispose]();
      await s3Server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** In a shell that has a path and credentials, and no region. */
export async function runServerless(
  cwd: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  // eslint-disable-next-line node/no-process-env -- a command needs its path
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, AWS_ACCESS_KEY_ID: 'somebody', AWS_SECRET_ACCESS_KEY: 'somebody', ...more };
  const command = join(root, 'node_modules/serverless/bin/serverless.js');
  return promisify(execFile)(process.execPath, [command, ...args], { cwd, env }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: { stdout: string; stderr: string }) => {
      throw new Error(error.stdout + error.stderr);
    },
  );
}
