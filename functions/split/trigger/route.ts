// Leads an event to its job: a dropped file, a message on the intake queue, or an approval.

import type { ObjectRef } from '../../../shared/aws/object-events.ts';
import { quarantine } from '../../../shared/aws/quarantine.ts';
import { approvedMark } from '../../../shared/job/approved.ts';
import { intakeSentences } from '../../../shared/words/intake.ts';
import type { SplitInvocation } from '../context.ts';
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
  // The S3 console makes such an object for a new folder.
  if (object.key.endsWith('/')) return;
  const source = await sourceOfObject(invocation.files, object);
  if (source) await split(invocation, source);
  else invocation.log('gone', { bucket: object.bucket });
}

/** Does what a message on the intake queue asks for, or quarantines one that cannot be read or done. */
export async function routeMessage(invocation: SplitInvocation, body: string): Promise<void> {
  const intake = readMessage(body);
  switch (intake.kind) {
    case 'job': {
      const end = await split(invocation, sourceOfMessage(intake.message));
      if (end === 'other content') {
        await quarantine(invocation, 'intake', body, intakeSentences.other_content());
      }
      return;
    }
    case 'resume': {
      const end = await resume(invocation, intake.job);
      if (end === 'no plan')
        await quarantine(invocation, 'intake', body, intakeSentences.no_plan_to_resume());
      return;
    }
    case 'objects':
      for (const object of intake.objects) await routeObject(invocation, object);
      return;
    case 'nothing':
      return;
    case 'unreadable':
      await quarantine(invocation, 'intake', body, intake.reason);
  }
}
