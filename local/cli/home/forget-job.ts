// Removes what a job holds of a file: the file in the inbox, its batches, rejected rows, journals, before-images, marks of
// batches that waited, outcomes and the report's tables. Plan, report.json and other small objects stay as a record of what was done. To be called when
// the report was copied, or nothing was sent.

import { DeleteObjectCommand, DeleteObjectsCommand, HeadObjectCommand, NotFound } from '@aws-sdk/client-s3';
import * as v from 'valibot';

import { textOf } from '../../../shared/document.ts';
import { batchLines } from '../../../shared/job/batch.ts';
import { beforeImageLines } from '../../../shared/job/before-image.ts';
import { journalJson } from '../../../shared/job/journal.ts';
import { openJob } from '../../../shared/job/open.ts';
import { outcomeLines } from '../../../shared/job/outcomes.ts';
import { planJson } from '../../../shared/job/plan.ts';
import { rejectedLines } from '../../../shared/job/rejected.ts';
import { reportJson } from '../../../shared/job/report.ts';
import { waitingJson } from '../../../shared/job/waiting.ts';
import { readJson } from '../../../shared/values/json.ts';
import { buckets } from '../../world/start.ts';
import type { InInbox } from '../inbox/drop-file.ts';
import type { LocalPayferry } from '../local-payferry.ts';

export async function forgetJob(payferry: LocalPayferry, { job, key }: InInbox): Promise<void> {
  // The mark is written first. Without it, a half removed job would look to the next run like an unfinished one.
  await payferry.store.write(markOf(job), textOf({ job, key }));
  const gone = [batchLines, rejectedLines, outcomeLines, journalJson, beforeImageLines];
  await removeUnder(
    payferry,
    gone.map((kind) => kind.folder({ job })),
  );
  const plan = await planJson.read(payferry.store, { job });
  if (plan) await removeUnder(payferry, [`${waitingJson.folder({ operation: plan.operation })}${job}-`]);
  await removeUnder(payferry, [reportJson.folder({ job })], reportJson.key({ job }));
  await openJob.remove(payferry.store, { job });
  await removeFromInbox(payferry, key);
  await payferry.store.remove(markOf(job));
}

const marks = 'forgotten/';
const markOf = (job: string) => `${marks}${job}`;
const markSchema = v.object({ job: v.string(), key: v.string() });

/** Finishes the removals that an earlier process has begun and not ended. Their marks tell of them. */
export async function forgetTheRest(payferry: LocalPayferry): Promise<void> {
  for await (const keys of payferry.store.list(marks)) {
    for (const key of keys)
      await forgetJob(payferry, v.parse(markSchema, readJson((await payferry.store.read(key)) ?? '')));
  }
}

export async function removeUnder(
  { store, world }: LocalPayferry,
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

/** Removes the object's newest version itself. A delete marker would keep its bytes on the disk. */
async function removeFromInbox({ world }: LocalPayferry, key: string): Promise<void> {
  const at = { Bucket: buckets.inbox, Key: key };
  try {
    const { VersionId } = await world.s3.send(new HeadObjectCommand(at));
    await world.s3.send(new DeleteObjectCommand({ ...at, VersionId }));
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
}
