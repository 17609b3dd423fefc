// Reads the records bucket as a person with access sees it.

import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';

import { buckets, type World } from '../../local/world/start.ts';

export async function readObject({ s3 }: World, key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: buckets.records, Key: key }));
  return (await Body?.transformToString()) ?? '';
}

/** Empties the buckets, so that the next story starts as the first did. The sweeper would start files whose plans are gone. */
export async function forgetAll(world: World): Promise<void> {
  await emptyInbox(world);
  const keys = await keysUnder(world, '');
  for (let start = 0; start < keys.length; start += 1000) {
    const Objects = keys.slice(start, start + 1000).map((Key) => ({ Key }));
    await world.s3.send(new DeleteObjectsCommand({ Bucket: buckets.records, Delete: { Objects } }));
  }
}

async function emptyInbox({ s3 }: World): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(
      new ListObjectVersionsCommand({ Bucket: buckets.inbox }),
    );
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) return;
    await s3.send(new DeleteObjectsCommand({ Bucket: buckets.inbox, Delete: { Objects } }));
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
