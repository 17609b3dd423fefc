// Payferry on this machine, with the sandbox as Feishu, all waiting times at a hundredth, and access to its records bucket.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';

import { startSandbox, type Sandbox, type SandboxOptions } from '../local/sandbox/start.ts';
import { buckets, startWorld, type World, type WorldOptions } from '../local/world/start.ts';
import { isJsonObject, readJson, type JsonObject } from '../shared/values/json.ts';
import { apps } from '../local/sandbox/test/caller.ts';

export interface FerryWorld extends AsyncDisposable {
  readonly world: World;
  readonly sandbox: Sandbox;
  readonly logs: readonly JsonObject[];
  readonly keys: (prefix: string) => Promise<readonly string[]>;
  readonly read: (key: string) => Promise<Buffer>;
  readonly put: (key: string, body: string) => Promise<void>;
}

export interface FerryWorldOptions {
  readonly sandbox?: SandboxOptions;
  readonly world?: Partial<WorldOptions>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly app?: { readonly app_id: string; readonly app_secret: string };
}

/** Settings with short waits, and with a rate at which hardly any call has to wait. */
const quick = {
  DEFAULT_USER_ID_TYPE: 'people_corehr_id',
  FEISHU_CALLS_PER_SECOND: '1000',
  BACK_OFF_MS: '100',
};

export async function ferryWorld(options: FerryWorldOptions): Promise<FerryWorld> {
  const { app = apps.everything } = options;
  const dir = await mkdtemp(join(tmpdir(), 'payferry-test-'));
  const sandbox = await startSandbox({ rate: 0, ...options.sandbox });
  const logs: JsonObject[] = [];
  const world = await startWorld({
    retryWaitsMs: [10, 20],
    // A second of the queue lasts 10 ms: a hand-back of one second returns after that time.
    secondMs: 10,
    onLog: ({ text }) => {
      const line = readJson(text);
      if (isJsonObject(line)) logs.push(line);
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
  const Bucket = buckets.records;
  return {
    world,
    sandbox,
    logs,
    async keys(Prefix) {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
      return Contents.flatMap(({ Key }) => Key ?? []);
    },
    async read(Key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    async put(Key, body) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from(body) }));
    },
    async [Symbol.asyncDispose]() {
      await world.stop();
      await sandbox.stop();
      await rm(dir, { recursive: true });
    },
  };
}
