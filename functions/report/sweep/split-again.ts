// Starts a job that has no plan once more: sends its message to the intake queue, or for a file a notification like that of
// S3.

import { sendAll } from '../../../shared/aws/queue.ts';
import { openJob } from '../../../shared/job/open.ts';
import type { Source } from '../../../shared/job/plan.ts';
import type { ReportContext } from '../context.ts';
import type { JobProgress } from './progress.ts';

export async function splitAgain(
  context: ReportContext,
  job: string,
  { open, openTag }: JobProgress,
): Promise<void> {
  const triedAt = new Date(context.clock.now()).toISOString();
  // Counted before it is sent: a sweeper that dies in between would else try for ever.
  const counted = { ...open, tries: open.tries + 1, tried_at: triedAt };
  if ((await openJob.replace(context.store, { job }, counted, openTag)) === undefined) return;
  await sendToIntake(context, open.message ?? objectEvent(open.source));
}

/** A notification as S3 sends it: its keys are URL-encoded. */
export function objectEvent({
  bucket = '',
  key = '',
  version_id,
}: Pick<Source, 'bucket' | 'key' | 'version_id'>): string {
  const versionId = version_id === undefined ? {} : { versionId: version_id };
  const object = { key: encodeURIComponent(key), ...versionId };
  return JSON.stringify({ Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: bucket }, object } }] });
}

export async function sendToIntake({ intake, clock }: ReportContext, body: string): Promise<void> {
  await sendAll(intake, clock, [{ body: takenBySqs(body), isForwarded: true }]);
}

/**
 * Escapes two characters that JSON may hold as they are and a message of SQS may not.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
function takenBySqs(body: string): string {
  return body.replaceAll('\uFFFE', '\\uFFFE').replaceAll('\uFFFF', '\\uFFFF');
}
