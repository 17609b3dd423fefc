// Reads what a message on the intake queue asks for, out of any envelopes that SNS and EventBridge have put around it.

import { createHash } from 'node:crypto';

import {
  deepestLevels,
  isJsonObject,
  isTooDeep,
  readJson,
  type JsonObject,
} from '../../../shared/values/json.ts';
import { say, type Say } from '../../../shared/words/say.ts';
import { shown } from '../../../shared/words/show.ts';
import type { Given } from './options.ts';
import type { MessageSource } from './source.ts';
import {
  objectsOfEventBridge,
  objectsOfNotification,
  type ObjectRef,
} from '../../../shared/aws/object-events.ts';

export type IntakeMessage =
  /** `isWrapped`: SNS or EventBridge has brought it, so the queue's sender is that service. */
  | { readonly kind: 'job'; readonly message: MessageSource; readonly isWrapped: boolean }
  | { readonly kind: 'resume'; readonly job: string }
  | { readonly kind: 'objects'; readonly objects: readonly ObjectRef[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable'; readonly reason: Say };

/** The form of a job's id: every id that job-id.ts makes has it. */
const jobName = /^[\w-]{1,200}$/;

/** How many envelopes a message may have: SNS in EventBridge in SNS makes three. */
const mostEnvelopes = 5;

export function readMessage(body: string): IntakeMessage {
  let content: unknown = readJson(body);
  if (isTooDeep(content)) return unreadable(say('intake.too_deep', { levels: deepestLevels }));
  for (let envelopes = 0; envelopes <= mostEnvelopes; envelopes += 1) {
    if (!isJsonObject(content)) return unreadable(say('intake.no_object'));
    const objects = objectsOfNotification(content) ?? objectsOfEventBridge(content);
    if (objects) return objects.length === 0 ? { kind: 'nothing' } : { kind: 'objects', objects };
    const inner = insideOf(content);
    if (inner === undefined) return readContent(content, envelopes > 0);
    content = inner;
    if (isTooDeep(content)) return unreadable(say('intake.too_deep', { levels: deepestLevels }));
  }
  return unreadable(say('intake.too_many_envelopes', { most: mostEnvelopes }));
}

/** The content of an SNS notification or EventBridge event; undefined for any other message. */
function insideOf(content: JsonObject): unknown {
  if (content.Type === 'Notification' && typeof content.Message === 'string')
    return readJson(content.Message) ?? content.Message;
  if (typeof content['detail-type'] === 'string' && content.detail !== undefined) return content.detail;
  return undefined;
}

function readContent(content: JsonObject, isWrapped: boolean): IntakeMessage {
  if (content.v === 1 && typeof content.resume === 'string') {
    return jobName.test(content.resume)
      ? { kind: 'resume', job: content.resume }
      : unreadable(say('intake.resume_names_no_job'));
  }
  const { v: _, operation, records, job, ...rest } = content;
  if (typeof operation !== 'string')
    return unreadable(say('intake.operation_is_no_text', { operation: shown(operation) }));
  if (!Array.isArray(records))
    return unreadable(say('intake.records_are_no_list', { records: shown(records) }));
  if (job !== undefined && (typeof job !== 'string' || job === ''))
    return unreadable(say('intake.job_is_no_text', { job: shown(job) }));

  const text = JSON.stringify(content);
  const contentSha256 = createHash('sha256').update(text).digest('hex');
  const options = Object.entries(rest).flatMap(([name, value]) => optionsOf(name, value));
  return {
    kind: 'job',
    isWrapped,
    message: { operation, key: job, options, content: text, contentSha256, records: JSON.stringify(records) },
  };
}

function optionsOf(name: string, value: unknown): readonly Given[] {
  if (name.startsWith('_')) return [];
  if (name !== 'expected_total' || !isJsonObject(value)) return [{ name, value, maybeForeign: false }];
  return Object.entries(value).map(([currency, total]) => ({
    name: `expected_total.${currency}`,
    value: total,
    maybeForeign: false,
  }));
}

function unreadable(reason: Say): IntakeMessage {
  return { kind: 'unreadable', reason };
}
