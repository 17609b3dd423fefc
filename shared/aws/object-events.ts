// Reads from S3's events which objects were created. A notification's key is URL-encoded, with + for a space; the key in an event
// of EventBridge is not. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html

import * as v from 'valibot';

import type { JsonObject } from '../values/json.ts';

export interface ObjectRef {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
  /**
   * The principal that the event names as the writer, like AIDA… or AROA…:session. It is true only on a queue to which nobody but S3 may
   * write.
   */
  readonly writer?: string | undefined;
}

/**
 * An event with a bucket's name in another form, or with a longer key, is not taken for one of S3's. A key has 1,024 bytes at most,
 * and URL-encoding makes up to three of one.
 */
const bucket = v.object({ name: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)) });
const objectKey = v.pipe(v.string(), v.nonEmpty(), v.maxBytes(3 * 1024));
const versionId = v.optional(v.string());

const notification = v.object({
  Records: v.pipe(
    v.array(
      v.object({
        eventSource: v.literal('aws:s3'),
        eventName: v.optional(v.string(), 'ObjectCreated:Put'),
        userIdentity: v.optional(v.object({ principalId: v.optional(v.string()) }), {}),
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

/** Undefined if the content is no notification; empty if it tells of no created object, as S3's test event does. */
export function objectsOfNotification(content: JsonObject): readonly ObjectRef[] | undefined {
  if (content.Event === 's3:TestEvent') return [];
  const event = v.safeParse(notification, content);
  if (!event.success) return undefined;
  return event.output.Records.filter(({ eventName }) => /^(s3:)?ObjectCreated:/.test(eventName)).map(
    ({ s3, userIdentity }) => ({
      ...refOf(s3.bucket.name, decodeKey(s3.object.key), s3.object.versionId),
      writer: userIdentity.principalId?.replace(/^AWS:/, ''),
    }),
  );
}

export function objectsOfEventBridge(content: JsonObject): readonly ObjectRef[] | undefined {
  const event = v.safeParse(eventBridge, content);
  if (!event.success) return undefined;
  const { detail } = event.output;
  if (event.output['detail-type'] !== 'Object Created') return [];
  return [refOf(detail.bucket.name, detail.object.key, detail.object['version-id'])];
}

/** Leaves out the version "null", which is S3's name for the only version of an object where a bucket keeps no others. */
function refOf(inBucket: string, key: string, version: string | undefined): ObjectRef {
  return { bucket: inBucket, key, versionId: version === 'null' ? undefined : version };
}

/** Decodes a key as S3 encodes it in notifications, and in lists if asked. */
export function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    // S3 does not encode like this, so the event was probably made by hand, and its key is taken as it stands.
    return key;
  }
}
