// A world with split: drops files, and reads the jobs that came of them.

import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';

import { buckets, queues, startWorld, type World, type WorldOptions } from '../../local/world/start.ts';
import { readBatch, type BatchLine } from '../../shared/job/batch.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import { planJson, type Plan } from '../../shared/job/plan.ts';

export interface SplitWorld extends AsyncDisposable {
  readonly world: World;
  readonly logs: readonly string[];
  /** Answers with the job of this drop; there must be exactly one. */
  drop(key: string, body: string | Buffer, metadata?: Record<string, string>): Promise<Job>;
  publish(message: unknown): Promise<void>;
  jobs(): Promise<readonly string[]>;
  job(name: string): Promise<Job>;
  keys(prefix?: string): Promise<readonly string[]>;
  read(key: string): Promise<string>;
  write(key: string, body: string): Promise<void>;
  lanes(): Promise<readonly LaneMessageSeen[]>;
}

export interface LaneMessageSeen {
  readonly group: string | undefined;
  readonly body: JsonObject;
}

export interface Job {
  readonly name: string;
  readonly plan: Plan;
  readonly batches: readonly (readonly BatchLine[])[];
  readonly rejected: readonly JsonObject[];
}

export async function splitWorld(options: Partial<WorldOptions> = {}): Promise<SplitWorld> {
  const ownDir = options.dir === undefined ? await mkdtemp(join(tmpdir(), 'payferry-split-')) : undefined;
  const dir = options.dir ?? ownDir ?? '';
  const logs: string[] = [];
  const world = await startWorld({
    delivers: false,
    // A message that failed comes again after some milliseconds.
    secondMs: 50,
    retryWaitsMs: [10, 20],
    onLog: ({ text }) => logs.push(text),
    ...options,
    dir,
  });
  const { s3, sqs } = world;

  async function read(key: string): Promise<string> {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: buckets.records, Key: key }));
    return (await Body?.transformToString()) ?? '';
  }

  async function keys(prefix = ''): Promise<readonly string[]> {
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: buckets.records, Prefix: prefix }),
    );
    return Contents.flatMap(({ Key }) => Key ?? []);
  }

  async function jobs(): Promise<readonly string[]> {
    const names = (await keys('jobs/')).map((key) => key.split('/')[1] ?? '');
    return [...new Set(names)];
  }

  async function job(name: string): Promise<Job> {
    const plan = planJson.parse(await read(planJson.key({ job: name })));
    const parts = async (list: Plan['batches']) =>
      Promise.all(
        list.map(async ({ key, sha256 }) => {
          const text = await read(key);
          if (createHash('sha256').update(text).digest('hex') !== sha256)
            throw new Error(`${key} is not what the plan says`);
          return text;
        }),
      );
    const batches = (await parts(plan.batches)).map(readBatch);
    const rejected = (await parts(plan.rejected)).flatMap((text) =>
      text.trimEnd().split('\n').map(readJson).filter(isJsonObject),
    );
    return { name, plan, batches, rejected };
  }

  async function drop(
    key: string,
    body: string | Buffer,
    metadata: Record<string, string> = {},
  ): Promise<Job> {
    const before = new Set(await jobs());
    await s3.send(
      new PutObjectCommand({ Bucket: buckets.inbox, Key: key, Body: Buffer.from(body), Metadata: metadata }),
    );
    await world.idle();
    const [made, ...others] = (await jobs()).filter((name) => !before.has(name));
    if (made === undefined || others.length > 0)
      throw new Error(`${key} made ${others.length + (made ? 1 : 0)} jobs: ${logs.join('\n')}`);
    return job(made);
  }

  return {
    world,
    logs,
    drop,
    jobs,
    job,
    keys,
    read,
    async publish(message) {
      const body = typeof message === 'string' ? message : JSON.stringify(message);
      await sqs.client.send(
        new SendMessageCommand({ QueueUrl: sqs.queue(queues.intake).url, MessageBody: body }),
      );
      await world.idle();
    },
    async write(key, body) {
      await s3.send(new PutObjectCommand({ Bucket: buckets.records, Key: key, Body: Buffer.from(body) }));
      await world.idle();
    },
    async lanes() {
      const waiting = await sqs.waiting(queues.lanes);
      return waiting.map(({ messageGroupId, body }) => {
        const parsed = readJson(body);
        return { group: messageGroupId, body: isJsonObject(parsed) ? parsed : {} };
      });
    },
    async [Symbol.asyncDispose]() {
      await world.stop();
      if (ownDir !== undefined) await rm(ownDir, { recursive: true });
    },
  };
}
