// Objects that S3 says were created. In a notification the key is URL-encoded, with + for a space; in EventBridge's
// event it is not. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html

import * as v from 'valibot';

import type { JsonObject } from './json.ts';

export interface ObjectRef {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
}

const notification = v.object({
  Records: v.array(
    v.object({
      eventSource: v.literal('aws:s3'),
      s3: v.object({
        bucket: v.object({ name: v.string() }),
        object: v.object({ key: v.string(), versionId: v.optional(v.string()) }),
      }),
    }),
  ),
});

const eventBridge = v.object({
  source: v.literal('aws.s3'),
  detail: v.object({
    bucket: v.object({ name: v.string() }),
    object: v.object({ key: v.string(), 'version-id': v.optional(v.string()) }),
  }),
});

/** Undefined where the content is none; empty for the test event that S3 sends when notifications are switched on. */
export function objectsOfNotification(content: JsonObject): readonly ObjectRef[] | undefined {
  if (content.Event === 's3:TestEvent') return [];
  const event = v.safeParse(notification, content);
  if (!event.success) return undefined;
  return event.output.Records.map(({ s3 }) => ({
    bucket: s3.bucket.name,
    key: decodeKey(s3.object.key),
    versionId: s3.object.versionId,
  }));
}

export function objectsOfEventBridge(content: JsonObject): readonly ObjectRef[] | undefined {
  const event = v.safeParse(eventBridge, content);
  if (!event.success) return undefined;
  const { bucket, object } = event.output.detail;
  return [{ bucket: bucket.name, key: object.key, versionId: object['version-id'] }];
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    // Not as S3 encodes: whoever made this event meant the key as it stands.
    return key;
  }
}
