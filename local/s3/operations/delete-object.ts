// DeleteObject. Deleting an object that does not exist succeeds, as on S3.

import type { Answer } from '../http/answer.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Bucket } from '../store/bucket.ts';
import type { Headers } from '../store/version.ts';
import { markerHeaders } from './find-version.ts';
import type { Call } from './s3-operation.ts';

export async function deleteObject({ request, bucket, key, query }: Call): Promise<Answer | Refusal> {
  if (request.headers['if-match'] !== undefined) return refuse('NotImplemented');
  return { status: 204, headers: await removeFrom(bucket, key, query.get('versionId')) };
}

/** Removes an object, or one version of it. Returns the headers that tell a client what was done. */
export async function removeFrom(bucket: Bucket, key: string, versionId: string | null): Promise<Headers> {
  if (versionId === null) {
    const marker = await bucket.remove(key);
    return marker ? markerHeaders(marker) : {};
  }
  const removed = await bucket.removeVersion(key, versionId);
  return {
    'x-amz-version-id': versionId,
    ...(removed?.marker === true ? { 'x-amz-delete-marker': 'true' } : {}),
  };
}
