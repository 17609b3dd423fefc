// The world with split and deliver on board, and the sandbox as Feishu.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../local/sandbox/start.ts';
import { buckets, startWorld, type World, type WorldOptions } from '../../local/world.ts';
import type { JsonObject } from '../../shared/json.ts';
import { readOutcomes, type Outcome } from '../../shared/outcome.ts';
import { apps } from '../sandbox/caller.ts';

export interface DeliverWorld extends AsyncDisposable {
  readonly world: World;
  readonly sandbox: Sandbox;
  readonly logs: readonly JsonObject[];
  /** Drops records as NDJSON. */
  drop(operation: string, records: readonly JsonObject[], options?: string): Promise<void>;
  /** The same, and waits until all has come to rest; answers with the job. */
  deliver(operation: string, records: readonly JsonObject[], options?: string): Promise<string>;
  /** In the order of the file. */
  outcomes(job: string): Promise<readonly Outcome[]>;
  statuses(job: string): Promise<readonly (string | number)[]>;
  keys(prefix: string): Promise<readonly string[]>;
  read(key: string): Promise<string>;
  put(key: string, body: string): Promise<void>;
  /** The same, and waits until all that it set off has come to rest. */
  write(key: string, body: string): Promise<void>;
}

export interface DeliverWorldOptions {
  readonly sandbox?: SandboxOptions;
  readonly world?: Partial<WorldOptions>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly app?: { readonly app_id: string; readonly app_secret: string };
}

/** All waiting times at a hundredth, and a rate that makes nobody wait. */
const quick = {
  DEFAULT_USER_ID_TYPE: 'people_corehr_id',
  FEISHU_CALLS_PER_SECOND: '1000',
  FEISHU_CALL_TIMEOUT_MS: '300',
  LOOK_AGAIN_MS: '600',
  BACK_OFF_MS: '100',
};

export async function deliverWorld(options: DeliverWorldOptions = {}): Promise<DeliverWorld> {
  const { app = apps.everything } = options;
  const dir = await mkdtemp(join(tmpdir(), 'payferry-deliver-'));
  const sandbox = await startSandbox({ rate: 0, ...options.sandbox });
  const logs: JsonObject[] = [];
  const world = await startWorld({
    retryWaitsMs: [10, 20],
    // A second of the queue lasts a hundredth: what is handed back for a second comes back after 10 ms.
    secondMs: 10,
    timeoutMs: 10_000,
    onLog: ({ text }) => {
      if (text.startsWith('{')) logs.push(JSON.parse(text));
    },
    ...options.world,
    dir,
    settings: {
      ...quick,
      FEISHU_BASE_URL: sandbox.baseUrl,
      FEISHU_APP_ID: app.app_id,
      FEISHU_APP_SECRET: app.app_secret,
      ...options.settings,
    },
  });
  const { s3 } = world;
  let dropped = 0;

  async function read(key: string): Promise<string> {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: buckets.records, Key: key }));
    return (await Body?.transformToString()) ?? '';
  }

  async function keys(prefix: string): Promise<readonly string[]> {
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: buckets.records, Prefix: prefix }),
    );
    return Contents.flatMap(({ Key }) => Key ?? []);
  }

  async function put(key: string, body: string): Promise<void> {
    await s3.send(new PutObjectCommand({ Bucket: buckets.records, Key: key, Body: Buffer.from(body) }));
  }

  async function outcomes(job: string): Promise<readonly Outcome[]> {
    const parts = await Promise.all((await keys(`jobs/${job}/outcomes/`)).map(read));
    return parts.flatMap(readOutcomes).toSorted((a, b) => a.row - b.row);
  }

  async function drop(operation: string, records: readonly JsonObject[], folder = ''): Promise<void> {
    dropped += 1;
    const key = `${operation.replace('.', '/')}/${folder}${dropped}/records.ndjson`;
    const body = records.map((record) => JSON.stringify(record)).join('\n');
    await s3.send(new PutObjectCommand({ Bucket: buckets.inbox, Key: key, Body: body }));
  }

  return {
    world,
    sandbox,
    logs,
    keys,
    read,
    outcomes,
    async statuses(job) {
      return (await outcomes(job)).map(({ status, code }) => (code === 0 ? status : `${status} ${code}`));
    },
    drop,
    async deliver(operation, records, folder) {
      const before = new Set((await keys('jobs/')).map((key) => key.split('/')[1]));
      await drop(operation, records, folder);
      await world.idle();
      const job = (await keys('jobs/')).map((made) => made.split('/')[1]).find((name) => !before.has(name));
      if (job === undefined) throw new Error('no job was made');
      return job;
    },
    put,
    async write(key, body) {
      await put(key, body);
      await world.idle();
    },
    async [Symbol.asyncDispose]() {
      await world.stop();
      await sandbox.stop();
      await rm(dir, { recursive: true });
    },
  };
}
