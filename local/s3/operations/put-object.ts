// PutObject: the body becomes the newest version of its key, whole or not at all.

import { receive } from '../body/receive.ts';
import type { Answer } from '../http/answer.ts';
import { readAttributes } from '../http/attributes.ts';
import { readWriteCheck } from '../http/conditions.ts';
import { Refusal } from '../refusal.ts';
import { withDraft } from '../store/with-draft.ts';
import type { Call } from './s3-operation.ts';
import { checksumHeaders, maxWriteBytes, writtenHeaders } from './written.ts';

export async function putObject({ request, bucket, key }: Call): Promise<Answer | Refusal> {
  const check = readWriteCheck(request.headers);
  if (check instanceof Refusal) return check;
  const headers = readAttributes(request.headers);
  if (headers instanceof Refusal) return headers;

  const version = await withDraft(bucket, async (draft) => {
    const received = await receive(request, maxWriteBytes, (chunk) => draft.write(chunk));
    if (received instanceof Refusal) return received;
    const { sizeBytes, md5 } = received;
    const checksum = checksumHeaders(received.checksum);
    const eTag = `"${md5.toString('hex')}"`;
    return bucket.publish({
      key,
      draft,
      sizeBytes,
      eTag,
      headers,
      checksum,
      check,
      eventName: 'ObjectCreated:Put',
    });
  });
  if (version instanceof Refusal) return version;
  return {
    status: 200,
    headers: { etag: version.eTag, ...writtenHeaders(version), ...version.checksum, 'content-length': '0' },
  };
}
