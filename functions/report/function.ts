// What report does with an event. handler.ts gives it AWS; a test gives it memory and a clock of its own.

import { objectsOfEventBridge, objectsOfNotification } from '../../shared/aws/object-events.ts';
import { PlainError } from '../../shared/errors.ts';
import { completeJson } from '../../shared/job/complete.ts';
import { isJsonObject } from '../../shared/values/json.ts';
import type { ReportContext } from './context.ts';
import { report } from './report/write-report.ts';
import { sweep } from './sweep/sweep.ts';

export function reportFunction(context: ReportContext) {
  return async (event: unknown): Promise<void> => {
    if (!isJsonObject(event)) throw new PlainError('the event is no object');
    if (event.source === 'sweeper') return sweep(context);

    const objects = objectsOfNotification(event) ?? objectsOfEventBridge(event);
    if (!objects) throw new PlainError('the event is neither of S3 nor of the schedule');
    for (const { bucket, key } of objects) {
      const { job } = (bucket === context.settings.RECORDS_BUCKET && completeJson.namesIn(key)) || {};
      if (job !== undefined) await report(context, job);
    }
    return undefined;
  };
}
