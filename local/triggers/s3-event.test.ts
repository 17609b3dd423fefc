import { describe, expect, it } from 'vitest';

import { s3Event, type CreatedObject } from './s3-event.ts';

const object: CreatedObject = {
  bucket: 'records',
  key: 'a.csv',
  size: 12,
  eTag: '"0cc175b9c0f1b6a831c399e269772661"',
  versionId: 'v1',
  sequencer: '0055AED6DCD90281E5',
  eventName: 'ObjectCreated:CompleteMultipartUpload',
};
const at = { nowMs: Date.UTC(2026, 10, 20, 3, 45, 1), region: 'eu-central-1' };
const keyOf = (key: string) => s3Event({ ...object, key }, at).Records[0]?.s3.object.key;

describe('the notification of an object created', () => {
  it('has the shape of S3', () => {
    expect(s3Event(object, at)).toEqual({
      Records: [
        {
          eventVersion: '2.1',
          eventSource: 'aws:s3',
          awsRegion: 'eu-central-1',
          eventTime: '2026-11-20T03:45:01.000Z',
          eventName: 'ObjectCreated:CompleteMultipartUpload',
          userIdentity: { principalId: expect.any(String) },
          requestParameters: { sourceIPAddress: '127.0.0.1' },
          responseElements: { 'x-amz-request-id': expect.any(String), 'x-amz-id-2': expect.any(String) },
          s3: {
            s3SchemaVersion: '1.0',
            configurationId: expect.any(String),
            bucket: {
              name: 'records',
              ownerIdentity: { principalId: expect.any(String) },
              arn: 'arn:aws:s3:::records',
            },
            object: {
              key: 'a.csv',
              size: 12,
              eTag: '0cc175b9c0f1b6a831c399e269772661',
              versionId: 'v1',
              sequencer: '0055AED6DCD90281E5',
            },
          },
        },
      ],
    });
  });

  it('of a bucket without versions has no versionId', () => {
    const { versionId: _, ...unversioned } = object;
    expect(s3Event(unversioned, at).Records[0]?.s3.object).not.toHaveProperty('versionId');
  });

  it.each([
    ['a/b/c.csv', 'a/b/c.csv'],
    ['dry_run=true/red flower.csv', 'dry_run%3Dtrue/red+flower.csv'],
    ['a+b.csv', 'a%2Bb.csv'],
    ['50%.csv', '50%25.csv'],
    ['image (1).csv', 'image+%281%29.csv'],
    ['奖金😀.csv', '%E5%A5%96%E9%87%91%F0%9F%98%80.csv'],
  ])('encodes the key %s', (key, encoded) => {
    expect(keyOf(key)).toBe(encoded);
    expect(decodeURIComponent(encoded.replaceAll('+', ' '))).toBe(key);
  });
});
