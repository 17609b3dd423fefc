// Reads what a world has left in its buckets and queues, and what Feishu holds.

import { DeleteObjectsCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import * as v from 'valibot';

import type { Sandbox } from '../../local/sandbox/start.ts';
import { buckets, queues, type World } from '../../local/world.ts';
import { reportSchema, type Evidence, type ReportSeen } from './evidence.ts';

type Gathered = Pick<Evidence, 'reports' | 'stored' | 'calls' | 'open' | 'quarantined' | 'left'>;

export async function gather(world: World, sandbox: Sandbox, appId: string): Promise<Gathered> {
  const reports = await keysUnder(world, 'reports/');
  return {
    reports: await Promise.all(
      reports.filter((key) => key.endsWith('/report.json')).map((key) => reportAt(world, key, reports)),
    ),
    stored: {
      lumpSums: await sandbox.records(),
      recurring: await sandbox.records('recurring_payment'),
    },
    calls: await sandbox.calls({ app_id: appId }),
    open: await keysUnder(world, 'open/'),
    quarantined: await Promise.all(
      (await keysUnder(world, 'quarantine/')).map((key) => readObject(world, key)),
    ),
    left: await messagesLeft(world),
  };
}

async function reportAt(world: World, key: string, all: readonly string[]): Promise<ReportSeen> {
  const folder = key.slice(0, -'report.json'.length);
  const tables = all.filter((one) => one.startsWith(folder) && one !== key);
  const texts = await Promise.all(tables.map((table) => readObject(world, table)));
  return {
    json: v.parse(reportSchema, JSON.parse(await readObject(world, key))),
    files: new Map(tables.map((table, at) => [table.slice(folder.length), texts[at] ?? ''])),
  };
}

async function messagesLeft({ sqs }: World): Promise<string[]> {
  const names = Object.values(queues);
  const waiting = await Promise.all(names.map((name) => sqs.waiting(name)));
  const given = await Promise.all(names.map((name) => sqs.deadLetters(name)));
  return [...waiting.flat(), ...given.flat()].map(({ body }) => body);
}

export async function readObject({ s3 }: World, key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: buckets.records, Key: key }));
  return (await Body?.transformToString()) ?? '';
}

/** The next story finds the bucket as the first did. */
export async function forgetAll(world: World): Promise<void> {
  const keys = await keysUnder(world, '');
  for (let start = 0; start < keys.length; start += 1000) {
    const Objects = keys.slice(start, start + 1000).map((Key) => ({ Key }));
    await world.s3.send(new DeleteObjectsCommand({ Bucket: buckets.records, Delete: { Objects } }));
  }
}

export async function keysUnder({ s3 }: World, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  let from: string | undefined;
  do {
    const list = { Bucket: buckets.records, Prefix: prefix, ContinuationToken: from };
    const { Contents = [], NextContinuationToken } = await s3.send(new ListObjectsV2Command(list));
    keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
    from = NextContinuationToken;
  } while (from !== undefined);
  return keys;
}
