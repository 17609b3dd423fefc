// Finds the version that a request names, or the refusal that S3 gives instead. Also makes the headers that name a
// version.

import { refuse, type Refusal } from '../refusal.ts';
import type { Bucket } from '../store/bucket.ts';
import { idOf, type Headers, type Version } from '../store/version.ts';

export function findVersion(bucket: Bucket, key: string, versionId: string | null): Version | Refusal {
  if (versionId === null) {
    const current = bucket.current(key);
    const details = { Key: key };
    if (!current) return refuse('NoSuchKey', { details });
    return current.marker ? refuse('NoSuchKey', { details, headers: markerHeaders(current) }) : current;
  }
  const version = bucket.versions(key).find((known) => idOf(known) === versionId);
  if (!version) return refuse('NoSuchVersion', { details: { Key: key, VersionId: versionId } });
  return version.marker ? refuse('MethodNotAllowed', { headers: markerHeaders(version) }) : version;
}

export function markerHeaders(marker: Version): Headers {
  return { 'x-amz-delete-marker': 'true', ...versionHeader(marker) };
}

export function versionHeader({ versionId }: Version): Headers {
  return versionId === undefined ? {} : { 'x-amz-version-id': versionId };
}
