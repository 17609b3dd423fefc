// CreateMultipartUpload begins an upload, and stores the key, headers and checksum algorithm that the object will have.

import type { Algorithm } from '../body/digests.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { encryptionOf, readAttributes } from '../http/attributes.ts';
import { readAlgorithm } from '../http/read-algorithm.ts';
import { refuse, Refusal } from '../refusal.ts';
import type { ChecksumType } from '../store/upload.ts';
import type { Call } from './s3-operation.ts';

export async function createMultipartUpload({ request, bucket, key }: Call): Promise<Answer | Refusal> {
  const headers = readAttributes(request.headers);
  if (headers instanceof Refusal) return headers;
  const algorithm = readAlgorithm(request.headers);
  if (algorithm instanceof Refusal) return algorithm;
  const checksumType = readChecksumType(request.headers['x-amz-checksum-type'], algorithm);
  if (checksumType instanceof Refusal) return checksumType;
  const id = await bucket.uploads.create({ key, headers, algorithm, checksumType });
  return xmlAnswer(
    'InitiateMultipartUploadResult',
    { Bucket: bucket.name, Key: key, UploadId: id },
    {
      ...encryptionOf(headers),
      ...(algorithm && checksumType
        ? { 'x-amz-checksum-algorithm': algorithm.toUpperCase(), 'x-amz-checksum-type': checksumType }
        : {}),
    },
  );
}

function readChecksumType(
  type: string | string[] | undefined,
  algorithm: Algorithm | undefined,
): ChecksumType | undefined | Refusal {
  if (!algorithm) {
    if (type === undefined) return undefined;
    return wrong('The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.');
  }
  if (type === undefined || type === 'COMPOSITE') return 'COMPOSITE';
  if (type !== 'FULL_OBJECT') return wrong('Value for x-amz-checksum-type header is invalid.');
  // The checksums of parts make up one of the whole only for a CRC.
  if (algorithm === 'crc32' || algorithm === 'crc32c') return 'FULL_OBJECT';
  return wrong(`The FULL_OBJECT checksum type cannot be used with the ${algorithm} checksum algorithm.`);
}

function wrong(message: string): Refusal {
  return refuse('InvalidRequest', { message });
}
