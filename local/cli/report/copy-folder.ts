// Copies objects of the records bucket into a folder, for its owner only. The folder appears whole or not at all. It
// replaces an older one at its place.

import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { GetObjectCommand } from '@aws-sdk/client-s3';

import { buckets } from '../../world/start.ts';
import type { LocalPayferry } from '../local-payferry.ts';

/** Copies all objects below a prefix, each under the rest of its key. */
export async function copyFolder(payferry: LocalPayferry, prefix: string, target: string): Promise<void> {
  const objects: Copied[] = [];
  for await (const keys of payferry.store.list(prefix))
    objects.push(...keys.map((key) => ({ key, name: key.slice(prefix.length) })));
  await copyObjects(payferry, objects, target);
}

interface Copied {
  readonly key: string;
  readonly name: string;
}

export async function copyObjects(
  payferry: LocalPayferry,
  objects: readonly Copied[],
  target: string,
): Promise<void> {
  const draft = join(payferry.home.drafts, basename(target));
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  for (const { key, name } of objects) await download(payferry, key, join(draft, name));
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rm(target, { recursive: true, force: true });
  await rename(draft, target);
}

async function download({ world }: LocalPayferry, key: string, path: string): Promise<void> {
  const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: buckets.records, Key: key }));
  if (!(Body instanceof Readable)) throw new Error(`${key} has no body`);
  // The copy is flushed to the disk, because the original may be removed after it.
  await pipeline(Body, createWriteStream(path, { mode: 0o600, flush: true }));
}
