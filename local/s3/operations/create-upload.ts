// CreateMultipartUpload begins an upload, and stores the key, headers and checksum algorithm that the object will have.

import { xmlAnswer, type Answer } from '../http/answer.ts';
import { encryptionOf, readAttributes } from '../http/attributes.ts';
import { readAlgorithm } from '../http/read-algorithm.ts';
import { refuse, Refusal } from '../refusal.ts';
import type { Call } from './s3-operation.ts';

export async function createMultipartUpload({ request, bucket, key }: Call): Promise<Answer | Refusal> {
  const headers = readAttributes(request.headers);
  if (headers instanceof Refusal) return headers;
  const algorithm = readAlgorithm(request.headers);
  if (algorithm instanceof Refusal) return algorithm;
  const checksumType = request.headers['x-amz-checksum-type'];
  // Without a type S3 makes a checksum of the parts' checksums (COMPOSITE), which this server does not.
  if (algorithm && checksumType !== 'FULL_OBJECT') return refuse('NotImplemented');
  if (checksumType !== undefined && (!algorithm || algorithm === 'sha1' || algorithm === 'sha256')) {
    return refuse('InvalidRequest', { message: 'This checksum type cannot be used with this algorithm.' });
  }
  const id = await bucket.uploads.create({ key, headers, algorithm });
  return xmlAnswer(
    'InitiateMultipartUploadResult',
    { Bucket: bucket.name, Key: key, UploadId: id },
    {
      ...encryptionOf(headers),
      ...(algorithm
        ? { 'x-amz-checksum-algorithm': algorithm.toUpperCase(), 'x-amz-checksum-type': 'FULL_OBJECT' }
        : {}),
    },
  );
}
