// What an event means for split: the three ways in end here.

import { jobOfApproval } from '../../../shared/keys.ts';
import type { ObjectRef } from '../../../shared/aws/object-events.ts';
import { quarantine } from '../../../shared/aws/quarantine.ts';
import type { SplitInvocation } from '../context.ts';
import { sourceOfMessage, sourceOfObject } from './source.ts';
import { resume, split } from '../split.ts';
import { readMessage } from './read-message.ts';

/** A file in the inbox, or a person's `approved` in the records bucket. */
export async function routeObject(context: SplitInvocation, object: ObjectRef): Promise<void> {
  if (object.bucket === context.settings.RECORDS_BUCKET) {
    const job = jobOfApproval(object.key);
    if (job !== undefined) await resume(context, job);
    return;
  }
  // What a console makes of "new folder".
  if (object.key.endsWith('/')) return;
  const source = await sourceOfObject(context.s3, object);
  if (source) await split(context, source);
  else context.log('gone', { bucket: object.bucket });
}

/** A message on the intake queue. What nobody can read is kept with the reason, and never seen again. */
export async function routeMessage(context: SplitInvocation, body: string): Promise<void> {
  const intake = readMessage(body);
  switch (intake.kind) {
    case 'job': {
      const end = await split(context, sourceOfMessage(intake.message));
      if (end === 'other content') {
        await quarantine(
          context,
          'intake',
          body,
          'a message with this job was here before, with other content',
        );
      }
      return;
    }
    case 'resume': {
      const end = await resume(context, intake.job);
      if (end === 'no plan')
        await quarantine(context, 'intake', body, 'there is no plan of this job to resume');
      return;
    }
    case 'objects':
      for (const object of intake.objects) await routeObject(context, object);
      return;
    case 'nothing':
      return;
    case 'unreadable':
      await quarantine(context, 'intake', body, intake.reason);
  }
}
