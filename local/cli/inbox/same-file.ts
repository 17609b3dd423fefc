// Compares a file with that of an open job: name, the options that change what is sent, and every byte.

import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { GetObjectCommand } from '@aws-sdk/client-s3';

import { buckets } from '../../world/start.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import type { OpenJob } from '../home/open-jobs.ts';
import type { Parcel } from './parcel.ts';

export async function isSameFile({ world }: LocalPayferry, parcel: Parcel, open: OpenJob): Promise<boolean> {
  const { body, name, folders } = parcel;
  if (typeof body === 'string' || name !== open.name || body.bytes !== open.bytes) return false;
  if (meaningOf(folders) !== meaningOf(open.folders)) return false;
  const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: buckets.inbox, Key: open.key }));
  if (!(Body instanceof Readable)) return false;
  const [here, there] = await Promise.all([
    // A file that cannot be read counts as another. `dropFile` then says why.
    hashOf(createReadStream(body.path)).catch(() => undefined),
    hashOf(Body),
  ]);
  return here === there;
}

/** Operation and the options that change what a record becomes at Feishu. Other folders do not count. */
function meaningOf(folders: readonly string[]): string {
  const options = folders.filter(
    (folder) =>
      /^(user_id_type|dry_run|encoding|sheet|default\.[^=]*)=/.test(folder) && folder !== 'dry_run=false',
  );
  return [...folders.slice(0, 2), ...options.toSorted((a, b) => a.localeCompare(b))].join('/');
}

async function hashOf(bytes: Readable): Promise<string> {
  const hash: Hash = createHash('sha256');
  await pipeline(bytes, hash);
  return hash.digest('hex');
}
