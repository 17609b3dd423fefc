// A multipart upload and its parts, as they are kept in memory and in the descriptions of their sealed files.

import { isJsonObject } from '../../../shared/values/json.ts';
import { isAlgorithm, type Algorithm } from '../body/digests.ts';
import { isHeaders, type Headers } from './version.ts';

/** COMPOSITE: the checksum of the object is made of the parts' checksums. FULL_OBJECT: of its bytes. */
export type ChecksumType = 'COMPOSITE' | 'FULL_OBJECT';

export interface Upload {
  readonly key: string;
  readonly headers: Headers;
  readonly algorithm?: Algorithm | undefined;
  /** Undefined without an algorithm. */
  readonly checksumType?: ChecksumType | undefined;
  /** Epoch milliseconds, in whole seconds. Also the modification time that the object gets. */
  readonly initiatedMs: number;
}

export interface Part {
  readonly number: number;
  readonly sizeBytes: number;
  /** Hex. */
  readonly md5: string;
  /** Base64, in the upload's algorithm; if the upload has none, in the part's own. Undefined: neither has one. */
  readonly checksum?: string | undefined;
}

export function readUpload(value: unknown): Upload | undefined {
  if (!isJsonObject(value)) return undefined;
  const { key, headers, algorithm, checksumType, initiatedMs } = value;
  if (typeof key !== 'string' || !isHeaders(headers) || typeof initiatedMs !== 'number') return undefined;
  if (algorithm !== undefined && !isAlgorithm(algorithm)) return undefined;
  if (checksumType !== undefined && checksumType !== 'COMPOSITE' && checksumType !== 'FULL_OBJECT')
    return undefined;
  return { key, headers, algorithm, checksumType, initiatedMs };
}

export function readPart(value: unknown): Part | undefined {
  if (!isJsonObject(value)) return undefined;
  const { number, sizeBytes, md5, checksum } = value;
  if (typeof number !== 'number' || typeof sizeBytes !== 'number' || typeof md5 !== 'string')
    return undefined;
  if (checksum !== undefined && typeof checksum !== 'string') return undefined;
  return { number, sizeBytes, md5, checksum };
}
