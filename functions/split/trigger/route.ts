// Leads a message to its job. S3 tells of dropped files and approvals on the queue `drops`, to which no other service may write. The
// intake queue takes messages of many publishers.

import { objectsOfNotification, type ObjectRef } from '../../../shared/aws/object-events.ts';
import { quarantine } from '../../../shared/aws/quarantine.ts';
import { queueNameIn, type Received } from '../../../shared/aws/queue.ts';
import { approvedMark } from '../../../shared/job/approved.ts';
import { isFolder } from '../../../shared/job/file-name.ts';
import { isJsonObject, readJson } from '../../../shared/values/json.ts';
import type { Quarantined } from '../../../shared/job/quarantined.ts';
import { tell } from '../../../shared/words/render.ts';
import { say, type Say } from '../../../shared/words/say.ts';
import type { SplitInvocation } from '../context.ts';
import type { SplitSettings } from '../settings.ts';
import { resume, split } from '../split.ts';
import { readMessage } from './read-message.ts';
import { sourceOfMessage, sourceOfObject } from './source.ts';

/**
 * Splits a file in the inbox, or resumes the job of a person's `approved` in the records bucket. Passes over all other
 * objects there.
 */
export async function routeObject(invocation: SplitInvocation, object: ObjectRef): Promise<void> {
  if (object.bucket === invocation.settings.RECORDS_BUCKET) {
    const { job } = approvedMark.namesIn(object.key) ?? {};
    if (job !== undefined) await resume(invocation, job);
    return;
  }
  if (isFolder(object.key)) return;
  const source = await sourceOfObject(invocation.files, object);
  if (source) await split(invocation, source);
  else invocation.log('gone', { bucket: object.bucket });
}

export function isDrop({ DROPS_QUEUE_URL }: SplitSettings, { queue }: Received): boolean {
  return queue === queueNameIn(DROPS_QUEUE_URL);
}

/** Does what a message asks for, or quarantines one that cannot be read or done. */
export async function routeMessage(invocation: SplitInvocation, message: Received): Promise<void> {
  return isDrop(invocation.settings, message)
    ? routeDrop(invocation, message)
    : routeIntake(invocation, message);
}

async function routeDrop(invocation: SplitInvocation, { body }: Received): Promise<void> {
  const content = readJson(body);
  const objects = isJsonObject(content) ? objectsOfNotification(content) : undefined;
  if (!objects) await setAside(invocation, 'drops', body, say('intake.no_event_of_s3'));
  else for (const object of objects) await routeObject(invocation, object);
}

async function routeIntake(invocation: SplitInvocation, { body, sender }: Received): Promise<void> {
  const intake = readMessage(body);
  switch (intake.kind) {
    case 'job': {
      const source = sourceOfMessage(intake.message, intake.isWrapped ? undefined : sender);
      const end = await split(invocation, source);
      if (end === 'other content') {
        await setAside(invocation, 'intake', body, say('intake.other_content'));
      }
      return;
    }
    case 'resume': {
      const end = await resume(invocation, intake.job);
      if (end === 'no plan') await setAside(invocation, 'intake', body, say('intake.no_plan_to_resume'));
      return;
    }
    case 'objects':
      // Any publisher can write such an event, so it names no writer.
      for (const { writer: _, ...object } of intake.objects) await routeObject(invocation, object);
      return;
    case 'nothing':
      return;
    case 'unreadable':
      await setAside(invocation, 'intake', body, intake.reason);
  }
}

function setAside(
  invocation: SplitInvocation,
  from: Quarantined['from'],
  body: string,
  reason: Say,
): Promise<void> {
  return quarantine(invocation, from, body, tell(reason, invocation.settings.LANGUAGE));
}
