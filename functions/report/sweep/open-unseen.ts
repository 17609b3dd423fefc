// Opens the jobs of files in the inbox of which split has heard nothing: S3 delivers an event at least once, but not after somebody
// has removed the notification or the right to send it. The sweep that finds such a job open starts it.

import { jobOfObject } from '../../../shared/job/job-id.ts';
import { isFolder, nameIn } from '../../../shared/job/file-name.ts';
import { openJob } from '../../../shared/job/open.ts';
import { planJson } from '../../../shared/job/plan.ts';
import type { DroppedVersion } from '../../../shared/aws/dropped-files.ts';
import type { ReportContext } from '../context.ts';

/** A version is looked at for so long after its upload. */
const lookedAtMs = 24 * 3_600_000;
/** How many versions are looked at together. */
const mostTogether = 16;

export async function openUnseen(
  context: ReportContext,
  careFor: (job: string, care: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { clock, settings, listDropped } = context;
  const nowMs = clock.now();
  const ageOf = ({ lastModified }: DroppedVersion) => nowMs - lastModified.getTime();
  for await (const page of listDropped()) {
    const recent = page.filter((one) => ageOf(one) >= settings.SWEEP_AFTER_MS && ageOf(one) < lookedAtMs);
    const files = recent.filter(({ key }) => !isFolder(key));
    for (let start = 0; start < files.length; start += mostTogether) {
      const some = files.slice(start, start + mostTogether);
      await Promise.all(
        some.map((file) => {
          const job = jobOf(context, file);
          return careFor(job, () => openIfUnseen(context, job, file));
        }),
      );
    }
  }
}

function jobOf({ settings }: ReportContext, { key, version, etag, lastModified }: DroppedVersion): string {
  return jobOfObject({ bucket: settings.INBOX_BUCKET, key, version: version ?? etag }, lastModified);
}

/**
 * Only the newest version of a key is opened. A person who saw that nothing happens may have dropped the file again, or removed it: an
 * older version would be paid beside the newer one, and an update in it would undo the newer one's.
 */
async function openIfUnseen(
  { store, log, metrics, settings: { INBOX_BUCKET: bucket } }: ReportContext,
  job: string,
  { key, version, etag, bytes, lastModified, isNewest }: DroppedVersion,
): Promise<void> {
  if (await planJson.exists(store, { job })) return;
  if (!isNewest) {
    if (await openJob.exists(store, { job })) return;
    log('unseen_and_replaced', { job });
    metrics.count('unseen_files', 1);
    return;
  }
  const source = { from: 'inbox', name: nameIn(key), bucket, key, version_id: version, etag, bytes } as const;
  const opened = { v: 1, source, opened_at: lastModified.toISOString(), tries: 0 } as const;
  if ((await openJob.writeOnce(store, { job }, opened)) === 'exists') return;
  log('unseen', { job });
  metrics.count('unseen_files', 1);
}
