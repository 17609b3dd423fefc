// What an event means for split: the three ways in end here.

import { jobOfApproval } from '../../../shared/keys.ts';
import type { ObjectRef } from '../../../shared/aws/object-events.ts';
import { quarantine } from '../../../shared/aws/quarantine.ts';
import type { Invocation } from '../context.ts';
import { sourceOfMessage, sourceOfObject } from './source.ts';
import { resume, split } from '../split.ts';
import { readIntake } from './read-message.ts';

/** A file in the inbox, or a person's `approved` in the records bucket. */
export async function takeObject(ferry: Invocation, object: ObjectRef): Promise<void> {
  if (object.bucket === ferry.settings.RECORDS_BUCKET) {
    const job = jobOfApproval(object.key);
    if (job !== undefined) await resume(ferry, job);
    return;
  }
  // What a console makes of "new folder".
  if (object.key.endsWith('/')) return;
  const source = await sourceOfObject(ferry.s3, object);
  if (source) await split(ferry, source);
  else ferry.log('gone', { bucket: object.bucket });
}

/** A message on the intake queue. What nobody can read is kept with the reason, and never seen again. */
export async function takeMessage(ferry: Invocation, body: string): Promise<void> {
  const intake = readIntake(body);
  switch (intake.kind) {
    case 'job': {
      const end = await split(ferry, sourceOfMessage(intake.message));
      if (end === 'other content') {
        await quarantine(
          ferry,
          'intake',
          body,
          'a message with this job was here before, with other content',
        );
      }
      return;
    }
    case 'resume': {
      const end = await resume(ferry, intake.job);
      if (end === 'no plan')
        await quarantine(ferry, 'intake', body, 'there is no plan of this job to resume');
      return;
    }
    case 'objects':
      for (const object of intake.objects) await takeObject(ferry, object);
      return;
    case 'nothing':
      return;
    case 'unreadable':
      await quarantine(ferry, 'intake', body, intake.reason);
  }
}
