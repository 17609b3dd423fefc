// One version of an object, or a delete marker, as it is kept in memory and in the description at the end of its file.

import { createHash } from 'node:crypto';

import { isJsonObject } from '../../../shared/values/json.ts';

export type Headers = Readonly<Record<string, string>>;

export interface Version {
  readonly key: string;
  /** A number that ascends within a bucket: of two versions the one with the greater number is newer. */
  readonly sequence: number;
  /** Undefined in an unversioned bucket. */
  readonly versionId?: string | undefined;
  readonly marker: boolean;
  readonly sizeBytes: number;
  /** With quotes. */
  readonly eTag: string;
  /** Epoch milliseconds in whole seconds, as S3 shows them. */
  readonly modifiedMs: number;
  /** Headers that are returned with the object: content type and the like, metadata, encryption. */
  readonly headers: Headers;
  /** Checksum headers, returned on request. */
  readonly checksum: Headers;
}

/** S3 calls a version without an id 'null'. */
export const idOf = ({ versionId = 'null' }: Version): string => versionId;

/** The file's name has the key's SHA-256, because the key could be too long for a name or lead out of the folder. */
export function fileNameOf({ key, sequence }: Version): string {
  return `${createHash('sha256').update(key).digest('hex')}.${sequencerOf(sequence)}`;
}

/** The key's hash in a file name. All versions of a key share it. */
export function keyHashIn(fileName: string): string {
  return fileName.split('.', 1)[0] ?? '';
}

export function sequencerOf(sequence: number): string {
  return sequence.toString(16).toUpperCase().padStart(16, '0');
}

export function readVersion(value: unknown): Version | undefined {
  if (!isJsonObject(value)) return undefined;
  const { key, sequence, versionId, marker, sizeBytes, eTag, modifiedMs, headers, checksum } = value;
  if (typeof key !== 'string' || typeof eTag !== 'string' || typeof marker !== 'boolean') return undefined;
  if (typeof sequence !== 'number' || typeof sizeBytes !== 'number' || typeof modifiedMs !== 'number')
    return undefined;
  if (versionId !== undefined && typeof versionId !== 'string') return undefined;
  if (!isHeaders(headers) || !isHeaders(checksum)) return undefined;
  return { key, sequence, versionId, marker, sizeBytes, eTag, modifiedMs, headers, checksum };
}

export function isHeaders(value: unknown): value is Headers {
  return isJsonObject(value) && Object.values(value).every((header) => typeof header === 'string');
}
