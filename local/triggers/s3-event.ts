// The event of one created object, as S3 sends it.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html

import { randomUUID } from 'node:crypto';
import type { S3Event } from 'aws-lambda';

/** An object as the S3 server reports it. */
export interface CreatedObject {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  /** Without the quotes of the header. */
  readonly eTag: string;
  readonly versionId?: string | undefined;
  readonly sequencer: string;
  readonly eventName: 'ObjectCreated:Put' | 'ObjectCreated:Copy' | 'ObjectCreated:CompleteMultipartUpload';
}

export function s3Event(
  object: CreatedObject,
  { nowMs, region }: { nowMs: number; region: string },
): S3Event {
  const { bucket, key, size, eTag, versionId, sequencer, eventName } = object;
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: region,
        eventTime: new Date(nowMs).toISOString(),
        eventName,
        userIdentity: { principalId: 'AWS:LOCAL' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': randomUUID(), 'x-amz-id-2': randomUUID() },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'local',
          bucket: { name: bucket, ownerIdentity: { principalId: 'LOCAL' }, arn: `arn:aws:s3:::${bucket}` },
          object: {
            key: encodeKey(key),
            size,
            eTag: eTag.replaceAll('"', ''),
            ...(versionId === undefined ? {} : { versionId }),
            sequencer,
          },
        },
      },
    ],
  };
}

/** The key in form encoding: a space becomes `+`, a plus becomes `%2B`, and a slash stays. */
function encodeKey(key: string): string {
  return encodeURIComponent(key)
    .replace(/[!'()]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+');
}
