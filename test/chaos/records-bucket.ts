// Reads the records bucket as a person with access sees it.

import { DeleteObjectsCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';

import { buckets, type World } from '../../local/world/start.ts';

export async function readObject({ s3 }: World, key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: buckets.records, Key: key }));
  return (await Body?.transformToString()) ?? '';
}

/** Empties the bucket, so that the next story starts as the first did. */
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
