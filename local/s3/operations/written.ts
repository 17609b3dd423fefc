// What several writes share: headers and XML elements of their answers, and the limit of size.

import { elementOf, headerOf, type Algorithm, type Checksum } from '../body/digests.ts';
import { encryptionOf } from '../http/attributes.ts';
import type { ChecksumType } from '../store/upload.ts';
import type { Headers, Version } from '../store/version.ts';
import { versionHeader } from './find-version.ts';

/** 5 GiB: S3's limit for one PUT, part or copy. */
export const maxWriteBytes = 5 * 1024 ** 3;

export function writtenHeaders(version: Version): Headers {
  return { ...versionHeader(version), ...encryptionOf(version.headers) };
}

export function checksumHeaders(checksum: Checksum | undefined, type: ChecksumType = 'FULL_OBJECT'): Headers {
  if (!checksum) return {};
  return { [headerOf(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': type };
}

export function checksumElements(
  algorithm: Algorithm | undefined,
  checksum: Headers,
): Record<string, string | undefined> {
  if (!algorithm) return {};
  return {
    [elementOf(algorithm)]: checksum[headerOf(algorithm)],
    ChecksumType: checksum['x-amz-checksum-type'],
  };
}
