// A plain copy of all objects under a prefix: the folder is there whole, or not at all.

import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { GetObjectCommand } from '@aws-sdk/client-s3';

import { buckets } from '../world.ts';
import { keepAtExit, removeAtExit } from './clean-up.ts';
import type { Ferry } from './ferry.ts';

export async function copyFolder(ferry: Ferry, prefix: string, target: string): Promise<void> {
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}`);
  removeAtExit(draft);
  await mkdir(draft, { recursive: true });
  for await (const keys of ferry.store.list(prefix)) {
    for (const key of keys) await download(ferry, key, join(draft, key.slice(prefix.length)));
  }
  await rm(target, { recursive: true, force: true });
  await rename(draft, target);
  keepAtExit(draft);
}

async function download({ world }: Ferry, key: string, path: string): Promise<void> {
  const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: buckets.records, Key: key }));
  if (!(Body instanceof Readable)) throw new Error(`${key} has no body`);
  await pipeline(Body, createWriteStream(path));
}
