// A job whose report was brought back: its file, batches, journals and tables go. Its plan and its report.json stay, a
// few kilobytes that say what was done.

import { DeleteObjectCommand, DeleteObjectsCommand, HeadObjectCommand } from '@aws-sdk/client-s3';

import { jobPrefix, openKey, reportKey } from '../../../shared/keys.ts';
import { buckets } from '../../world.ts';
import type { Ferry } from '../ferry.ts';

export async function forgetJob(
  ferry: Ferry,
  { job, key }: { readonly job: string; readonly key: string },
): Promise<void> {
  const folders = ['batches', 'rejected', 'outcomes', 'calls'].map((name) => `${jobPrefix(job)}${name}/`);
  await removeUnder(ferry, [...folders, `audit/${job}/`]);
  await removeUnder(ferry, [reportKey(job, '')], reportKey(job, 'report.json'));
  await ferry.store.remove(openKey(job));
  // Last of all: without it nothing of the job is found again.
  await removeFromInbox(ferry, key);
}

export async function removeUnder(
  { store, world }: Ferry,
  prefixes: readonly string[],
  kept?: string,
): Promise<void> {
  for (const prefix of prefixes) {
    for await (const keys of store.list(prefix)) {
      const Objects = keys.filter((key) => key !== kept).map((Key) => ({ Key }));
      if (Objects.length === 0) continue;
      await world.s3.send(
        new DeleteObjectsCommand({ Bucket: buckets.records, Delete: { Objects, Quiet: true } }),
      );
    }
  }
}

/** The version itself: a mark that it is gone would keep its bytes. */
async function removeFromInbox({ world }: Ferry, key: string): Promise<void> {
  const at = { Bucket: buckets.inbox, Key: key };
  const { VersionId } = await world.s3.send(new HeadObjectCommand(at));
  await world.s3.send(new DeleteObjectCommand({ ...at, VersionId }));
}
