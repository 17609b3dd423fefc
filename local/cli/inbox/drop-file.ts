// Puts a file into the inbox of the local S3. A file that has changed its size since it was named, or changes while it is
// read, is refused.

import { open, type FileHandle } from 'node:fs/promises';

import { HeadObjectCommand, NotFound, PutObjectCommand } from '@aws-sdk/client-s3';

import { jobOfObject } from '../../../shared/job/job-id.ts';
import { buckets } from '../../world/start.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import { diskWords } from '../home/disk-errors.ts';
import { withoutWaiting } from './place-file.ts';
import { say, type Say } from '../words/say.ts';
import { keyOf, type Parcel } from './parcel.ts';

export type DropEnd =
  | { readonly kind: 'dropped'; readonly job: string; readonly key: string }
  /** The file must not be sent. `dropped` is what S3 has stored of it. Undefined: nothing. */
  | { readonly kind: 'unreadable'; readonly sentence: Say; readonly dropped: InInbox | undefined };

/** The key of a file in the inbox, and the id of the job that split makes of it. */
export interface InInbox {
  readonly job: string;
  readonly key: string;
}

export async function dropFile(payferry: LocalPayferry, parcel: Parcel, nth: number): Promise<DropEnd> {
  const key = keyOf(parcel, payferry.run, nth);
  payferry.take(key);
  const { body, shown: file } = parcel;
  const changed = say('input.changed_meanwhile', { file });
  if (typeof body === 'string') {
    await put(payferry, key, { Body: body });
    return { kind: 'dropped', job: await jobAt(payferry, key), key };
  }
  let handle: FileHandle;
  try {
    handle = await open(body.path, withoutWaiting);
  } catch (error) {
    return unreadable(say('input.unreadable', { file, why: diskWords(error) }), undefined);
  }
  try {
    const before = await handle.stat();
    if (!before.isFile()) return unreadable(say('input.no_file_any_more', { file }), undefined);
    if (before.size !== body.bytes) return unreadable(changed, undefined);
    const Body = handle.createReadStream({ autoClose: false, end: Math.max(0, before.size - 1) });
    await put(payferry, key, { Body: before.size === 0 ? '' : Body, ContentLength: before.size });
    const after = await handle.stat();
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs)
      return unreadable(changed, await inInbox(payferry, key));
    return { kind: 'dropped', job: await jobAt(payferry, key), key };
  } catch (error) {
    payferry.check();
    const shrunk = (await handle.stat()).size !== body.bytes;
    const sentence = shrunk ? changed : say('input.unreadable', { file, why: diskWords(error) });
    return unreadable(sentence, await inInbox(payferry, key));
  } finally {
    await handle.close();
  }
}

function unreadable(sentence: Say, dropped: InInbox | undefined): DropEnd {
  return { kind: 'unreadable', sentence, dropped };
}

/** The object at a key, with its job. Undefined: S3 has not stored it. */
async function inInbox(payferry: LocalPayferry, key: string): Promise<InInbox | undefined> {
  try {
    return { job: await jobAt(payferry, key), key };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

async function put(
  { world }: LocalPayferry,
  key: string,
  content: Pick<ConstructorParameters<typeof PutObjectCommand>[0], 'Body' | 'ContentLength'>,
): Promise<void> {
  await world.s3.send(new PutObjectCommand({ Bucket: buckets.inbox, Key: key, ...content }));
}

/** The id of the job that split makes of the object at this key. It is made of key, version and time. */
export async function jobAt({ world }: LocalPayferry, key: string): Promise<string> {
  const { VersionId = '', LastModified = new Date(0) } = await world.s3.send(
    new HeadObjectCommand({ Bucket: buckets.inbox, Key: key }),
  );
  return jobOfObject({ bucket: buckets.inbox, key, version: VersionId }, LastModified);
}
