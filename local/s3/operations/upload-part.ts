// UploadPart. A part replaces an earlier one with the same number.

import { receive } from '../body/receive.ts';
import { headerOf } from '../body/digests.ts';
import type { Answer } from '../http/answer.ts';
import { encryptionOf } from '../http/attributes.ts';
import { refuse, Refusal } from '../refusal.ts';
import { withDraft } from '../store/with-draft.ts';
import type { Call } from './s3-operation.ts';
import { maxWriteBytes } from './written.ts';

const maxParts = 10_000;

export async function uploadPart({ request, bucket, key, query }: Call): Promise<Answer | Refusal> {
  const id = query.get('uploadId') ?? '';
  const number = Number(query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > maxParts) {
    return refuse('InvalidArgument', {
      message: 'Part number must be an integer between 1 and 10000, inclusive.',
    });
  }
  const begun = bucket.uploads.find(id, key);
  if (!begun) return refuse('NoSuchUpload', { details: { UploadId: id } });

  return withDraft(bucket, async (draft) => {
    const write = (chunk: Buffer) => draft.write(chunk);
    const received = await receive(request, maxWriteBytes, write, begun.upload.algorithm);
    if (received instanceof Refusal) return received;
    const { sizeBytes, checksum } = received;
    const md5 = received.md5.toString('hex');

    return bucket.uploads.locked(id, async () => {
      // The upload may have been completed or aborted while the part was on its way.
      const found = bucket.uploads.find(id, key);
      if (!found) return refuse('NoSuchUpload', { details: { UploadId: id } });
      const { algorithm, headers } = found.upload;
      // An upload without an algorithm takes a part with any, as S3 does since the end of 2024.
      if (algorithm && checksum && checksum.algorithm !== algorithm) {
        return refuse('InvalidRequest', {
          message: `Checksum Type mismatch occurred, expected checksum Type: ${algorithm}, actual checksum Type: ${checksum.algorithm}`,
        });
      }
      await bucket.uploads.addPart(id, { number, sizeBytes, md5, checksum: checksum?.value }, draft);
      return {
        status: 200,
        headers: {
          etag: `"${md5}"`,
          ...(checksum ? { [headerOf(checksum.algorithm)]: checksum.value } : {}),
          ...encryptionOf(headers),
          'content-length': '0',
        },
      };
    });
  });
}
