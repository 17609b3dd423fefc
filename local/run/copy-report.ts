// Plain copies of a job's report, in DIR/reports/<job>/ as in S3: all of it, or nothing.

import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { GetObjectCommand } from '@aws-sdk/client-s3';

import { reportKey } from '../../shared/keys.ts';
import { buckets } from '../world.ts';
import { keepAtExit, removeAtExit } from './clean-up.ts';
import type { Ferry } from './ferry.ts';

export async function copyReport(ferry: Ferry, job: string, out: string): Promise<string> {
  const reports = join(out, 'reports');
  const target = join(reports, job);
  const draft = join(reports, `.${job}.${process.pid}`);
  removeAtExit(draft);
  await mkdir(draft, { recursive: true });
  const prefix = reportKey(job, '');
  for await (const keys of ferry.store.list(prefix)) {
    for (const key of keys) await download(ferry, key, join(draft, key.slice(prefix.length)));
  }
  await rm(target, { recursive: true, force: true });
  await rename(draft, target);
  keepAtExit(draft);
  return target;
}

async function download({ world }: Ferry, key: string, path: string): Promise<void> {
  const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: buckets.records, Key: key }));
  if (!(Body instanceof Readable)) throw new Error(`${key} has no body`);
  await pipeline(Body, createWriteStream(path));
}
