// Exports beside the writes: each is asked for once in the storm, and once more at rest.

import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

import { GetObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';

import { buckets, queues, type World } from '../../local/world/start.ts';
import { keysUnder } from './records-bucket.ts';
import type { AskedExport } from './story.ts';

export type Hour = 'storm' | 'calm';
const scheduledAt: Readonly<Record<Hour, string>> = {
  storm: '2026-11-20T02:00:00Z',
  calm: '2026-11-21T02:00:00Z',
};

/** Sends the message of EventBridge Scheduler, which delivers at least once. */
export async function askForExport(
  world: World,
  { dataset, resource, mode }: AskedExport,
  hour: Hour,
): Promise<void> {
  const message = { dataset, resource, mode, format: 'ndjson', scheduled_at: scheduledAt[hour] };
  const query =
    resource === 'lump_sum_payment_detail' ? 'lump_sum_payment.query_detail' : `${resource}.query`;
  await world.sqs.client.send(
    new SendMessageCommand({
      QueueUrl: world.sqs.queue(queues.exports).url,
      MessageBody: JSON.stringify(message),
      MessageGroupId: query,
      MessageDeduplicationId: randomUUID(),
    }),
  );
}

export interface SnapshotSeen {
  readonly dataset: string;
  readonly resource: string;
  readonly hour: Hour;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** Parts whose record count or SHA-256 differs from the manifest. */
  readonly torn: readonly string[];
}

const manifestSchema = v.looseObject({
  dataset: v.string(),
  resource: v.string(),
  scheduled_at: v.string(),
  files: v.array(v.looseObject({ name: v.string(), records: v.number(), sha256: v.string() })),
});
const record = v.record(v.string(), v.unknown());

export async function readSnapshots(world: World): Promise<SnapshotSeen[]> {
  const manifests = (await keysUnder(world, 'snapshots/')).filter((key) => key.endsWith('/_manifest.json'));
  return Promise.all(manifests.map((key) => readSnapshot(world, key)));
}

async function readSnapshot(world: World, key: string): Promise<SnapshotSeen> {
  const manifest = v.parse(manifestSchema, JSON.parse((await bytesOf(world, key)).toString()));
  const torn: string[] = [];
  const records: v.InferOutput<typeof record>[] = [];
  for (const { name, records: count, sha256 } of manifest.files) {
    const bytes = await bytesOf(world, key.replace('_manifest.json', name));
    const lines = gunzipSync(bytes).toString().split('\n').filter(Boolean);
    const isTorn = lines.length !== count || createHash('sha256').update(bytes).digest('hex') !== sha256;
    if (isTorn) torn.push(name);
    records.push(...lines.map((line) => v.parse(record, JSON.parse(line))));
  }
  const hour = manifest.scheduled_at === scheduledAt.calm ? 'calm' : 'storm';
  return { dataset: manifest.dataset, resource: manifest.resource, hour, records, torn };
}

async function bytesOf({ s3 }: World, key: string): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: buckets.records, Key: key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}
