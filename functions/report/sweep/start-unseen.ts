// Starts files in the inbox whose event never came. S3 delivers each event at least once, but none after somebody has removed the
// notification, or S3's right to send it.
//
// - A file whose event may still wait is left alone: one younger than SWEEP_AFTER_MS, and all while the queue of drops holds a message.
// - Its job begins as if the event had come, so a late event finds it begun.
// - `objectEvent` makes an event without a principal. If S3's own event comes later, split writes maker.json of it.

import { jobOfObject } from '../../../shared/job/job-id.ts';
import { isFolder } from '../../../shared/job/file-name.ts';
import { openJob } from '../../../shared/job/open.ts';
import { planJson } from '../../../shared/job/plan.ts';
import { firstLook, unseenJson } from '../../../shared/job/unseen.ts';
import type { DroppedVersion } from '../../../shared/aws/dropped-files.ts';
import type { ReportContext } from '../context.ts';
import { objectEvent, sendToIntake } from './split-again.ts';

const hourMs = 3_600_000;
/** Every sweep looks at the files of the last two hours, and four sweeps a day at those of a whole day. */
const usuallyMs = 2 * hourMs;
const atMostMs = 24 * hourMs;
const wholeLookEveryMs = 6 * hourMs;
/** Longer than the time between two sweeps, so that one of them falls into it. */
const wholeLookMs = 20 * 60_000;
/** A queue of drops that is never empty must not hide a lost event for ever. */
const longestWaitMs = 12 * hourMs;
/** The other jobs' reports come behind this look. */
const longestLookMs = 2 * 60_000;
/** How many versions are looked at together. */
const mostTogether = 16;

type CareFor = (job: string, care: () => Promise<void>) => Promise<void>;

export async function startUnseen(context: ReportContext, careFor: CareFor): Promise<void> {
  const { clock, settings, listDropped, drops, log } = context;
  const nowMs = clock.now();
  const sinceMs = await watchedSinceMs(context, nowMs);
  const mayStillWait = !(await drops.isEmpty());
  const isWholeLook = nowMs % wholeLookEveryMs < wholeLookMs;
  const youngestMs = mayStillWait ? longestWaitMs : settings.SWEEP_AFTER_MS;
  const oldestMs = isWholeLook || mayStillWait ? atMostMs : usuallyMs;
  const isDue = ({ key, lastModified }: DroppedVersion) => {
    const ageMs = nowMs - lastModified.getTime();
    return !isFolder(key) && ageMs >= youngestMs && ageMs < oldestMs && lastModified.getTime() >= sinceMs;
  };

  for await (const page of listDropped()) {
    const files = page.filter(isDue);
    for (let start = 0; start < files.length; start += mostTogether) {
      const some = files.slice(start, start + mostTogether);
      await Promise.all(
        some.map((file) => {
          const job = jobOf(context, file);
          return careFor(job, () => startIfUnseen(context, job, file));
        }),
      );
    }
    if (clock.now() - nowMs > longestLookMs) {
      // The next sweep begins at the front again, so the files at the end would never be looked at.
      log('look_too_long', {});
      context.metrics.count('sweep_failed', 1);
      return;
    }
  }
}

/**
 * Epoch milliseconds, by S3's clock, at which this inbox was first swept. Where the records bucket is a new one, nothing tells which of
 * the older files have been paid.
 */
async function watchedSinceMs({ store, settings }: ReportContext, nowMs: number): Promise<number> {
  const names = { bucket: settings.INBOX_BUCKET };
  const writtenMs = async () => (await store.timesIn(firstLook.folder(names))).get(firstLook.key(names));
  const found = await writtenMs();
  if (found === undefined)
    await firstLook.writeOnce(store, names, { v: 1, looked_at: new Date(nowMs).toISOString() });
  // S3 tells times in whole seconds.
  return Math.floor((found ?? (await writtenMs()) ?? Infinity) / 1000) * 1000;
}

function jobOf({ settings }: ReportContext, { key, version, etag, lastModified }: DroppedVersion): string {
  return jobOfObject({ bucket: settings.INBOX_BUCKET, key, version: version ?? etag }, lastModified);
}

/**
 * Only the newest version of a key is started. A person who saw that nothing happens may have dropped the file again, or removed it. The
 * older version would be paid beside the newer one, and an update in it would undo the newer one's.
 */
async function startIfUnseen(context: ReportContext, job: string, file: DroppedVersion): Promise<void> {
  const { store, clock, log, metrics, settings } = context;
  const { key, version, isNewest } = file;
  if (await planJson.exists(store, { job })) return;
  if (await openJob.exists(store, { job })) return;
  if (await unseenJson.exists(store, { job })) return;
  // Sent before it is marked: a sweeper that dies in between sends it again, which changes nothing.
  if (isNewest)
    await sendToIntake(context, objectEvent({ bucket: settings.INBOX_BUCKET, key, version_id: version }));
  const found = { v: 1, started: isNewest, found_at: new Date(clock.now()).toISOString() } as const;
  if ((await unseenJson.writeOnce(store, { job }, found)) === 'exists') return;
  log(isNewest ? 'unseen' : 'unseen_and_replaced', { job });
  metrics.count('unseen_files', 1);
}
