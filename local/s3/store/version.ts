// One version of an object, or a delete marker, as it is kept in memory and in the seal of its file.

import { createHash } from 'node:crypto';

import { isJsonObject } from '../../../shared/values/json.ts';

export type Headers = Readonly<Record<string, string>>;

export interface Version {
  readonly key: string;
  /** Ascending within a bucket; of two versions the greater one is newer. */
  readonly sequence: number;
  /** Only in a versioned bucket. */
  readonly versionId?: string | undefined;
  readonly marker: boolean;
  readonly sizeBytes: number;
  /** With its quotes. */
  readonly eTag: string;
  /** In whole seconds, as S3 shows it. */
  readonly modifiedMs: number;
  /** Those that come back as they came: content type and the like, metadata, encryption. */
  readonly headers: Headers;
  /** The headers that tell the checksum to those who ask. */
  readonly checksum: Headers;
}

/** What S3 calls a version that was written without versioning. */
export const idOf = ({ versionId = 'null' }: Version): string => versionId;

/** Hashed, so that no key can be too long for a file name, or lead out of the directory. */
export function fileNameOf({ key, sequence }: Version): string {
  return `${createHash('sha256').update(key).digest('hex')}.${sequencerOf(sequence)}`;
}

/** Of a file name: the same for all versions of a key. */
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
