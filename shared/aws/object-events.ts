// Objects that S3 says were created. In a notification the key is URL-encoded, with + for a space; in EventBridge's
// event it is not. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html

import * as v from 'valibot';

import type { JsonObject } from '../values/json.ts';

export interface ObjectRef {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
}

/** S3 takes no longer key, and no bucket is called otherwise: what is, never was of S3. */
const bucket = v.object({ name: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)) });
const objectKey = v.pipe(v.string(), v.nonEmpty(), v.maxBytes(3 * 1024));
const versionId = v.optional(v.string());

const notification = v.object({
  Records: v.pipe(
    v.array(
      v.object({
        eventSource: v.literal('aws:s3'),
        eventName: v.optional(v.string(), 'ObjectCreated:Put'),
        s3: v.object({ bucket, object: v.object({ key: objectKey, versionId }) }),
      }),
    ),
    v.nonEmpty(),
  ),
});

const eventBridge = v.object({
  source: v.literal('aws.s3'),
  'detail-type': v.string(),
  detail: v.object({ bucket, object: v.object({ key: objectKey, 'version-id': versionId }) }),
});

/** Undefined where the content is none; empty where nothing was created, as in the test event of a new notification. */
export function objectsOfNotification(content: JsonObject): readonly ObjectRef[] | undefined {
  if (content.Event === 's3:TestEvent') return [];
  const event = v.safeParse(notification, content);
  if (!event.success) return undefined;
  return event.output.Records.filter(({ eventName }) => /^(s3:)?ObjectCreated:/.test(eventName)).map(
    ({ s3 }) => refOf(s3.bucket.name, decodeKey(s3.object.key), s3.object.versionId),
  );
}

export function objectsOfEventBridge(content: JsonObject): readonly ObjectRef[] | undefined {
  const event = v.safeParse(eventBridge, content);
  if (!event.success) return undefined;
  const { detail } = event.output;
  if (event.output['detail-type'] !== 'Object Created') return [];
  return [refOf(detail.bucket.name, detail.object.key, detail.object['version-id'])];
}

/** "null" is what a bucket without versions calls its only one. */
function refOf(inBucket: string, key: string, version: string | undefined): ObjectRef {
  return { bucket: inBucket, key, versionId: version === 'null' ? undefined : version };
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    // Not as S3 encodes: whoever made this event meant the key as it stands.
    return key;
  }
}
