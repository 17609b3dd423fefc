// A job that has no plan is put on its way once more, by the door that it came in.

import { SendMessageCommand } from '@aws-sdk/client-sqs';

import { openKey } from '../../../shared/keys.ts';
import { json } from '../../../shared/aws/store.ts';
import type { ReportContext } from '../context.ts';
import type { JobProgress } from './look.ts';

export async function splitAgain(
  context: ReportContext,
  job: string,
  { open, openTag }: JobProgress,
): Promise<void> {
  const triedAt = new Date(context.clock.now()).toISOString();
  // Counted first, or a sweeper that dies here would try for ever.
  const counted = { ...open, tries: open.tries + 1, tried_at: triedAt };
  if ((await context.store.replace(openKey(job), json(counted), openTag)) === undefined) return;
  await sendToIntake(context, open.message ?? objectEvent(open.source));
}

/** An S3 notification, in which keys are URL-encoded. */
function objectEvent({ bucket = '', key = '', version_id }: JobProgress['open']['source']): string {
  const versionId = version_id === undefined ? {} : { versionId: version_id };
  const object = { key: encodeURIComponent(key), ...versionId };
  return JSON.stringify({ Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: bucket }, object } }] });
}

export async function sendToIntake({ sqs, settings }: ReportContext, body: string): Promise<void> {
  await sqs.send(
    new SendMessageCommand({ QueueUrl: settings.INTAKE_QUEUE_URL, MessageBody: takenBySqs(body) }),
  );
}

/**
 * Two characters that JSON may hold as they are and a message may not: escaped they mean the same.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
function takenBySqs(body: string): string {
  return body.replaceAll('\uFFFE', '\\uFFFE').replaceAll('\uFFFF', '\\uFFFF');
}
