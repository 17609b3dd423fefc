// Digests of bodies: MD5, and four checksum algorithms of S3. A checksum by another algorithm, as CRC64NVME, gets a 501.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { crc32c } from './crc32c.ts';

const digestBytes = { crc32: 4, crc32c: 4, sha1: 20, sha256: 32 } as const;

export type Algorithm = keyof typeof digestBytes;

export interface Checksum {
  readonly algorithm: Algorithm;
  /** Base64. */
  readonly value: string;
}

export interface Digester {
  update(chunk: Uint8Array): void;
  digest(): Buffer;
}

export const algorithms = ['crc32', 'crc32c', 'sha1', 'sha256'] as const satisfies Algorithm[];

export const isAlgorithm = (value: unknown): value is Algorithm =>
  algorithms.some((algorithm) => algorithm === value);

export const headerOf = (algorithm: Algorithm): `x-amz-checksum-${Algorithm}` =>
  `x-amz-checksum-${algorithm}`;

/** Name of the XML element that holds such a checksum. */
export const elementOf = (algorithm: Algorithm): string => `Checksum${algorithm.toUpperCase()}`;

export function isDigest(algorithm: Algorithm, base64: string): boolean {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === digestBytes[algorithm] && bytes.toString('base64') === base64;
}

export function createDigester(algorithm: Algorithm | 'md5'): Digester {
  if (algorithm === 'crc32') return createCrc(crc32);
  if (algorithm === 'crc32c') return createCrc(crc32c);
  const hash = createHash(algorithm);
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest() };
}

function createCrc(add: (chunk: Uint8Array, before: number) => number): Digester {
  let sum = 0;
  return {
    update: (chunk) => {
      sum = add(chunk, sum);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(sum);
      return bytes;
    },
  };
}
