// AbortMultipartUpload removes an upload with its parts. A part that arrives later is refused.

import type { Answer } from '../http/answer.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Call } from './s3-operation.ts';

export async function abortMultipartUpload({ bucket, key, query }: Call): Promise<Answer | Refusal> {
  const id = query.get('uploadId') ?? '';
  const { uploads } = bucket;
  return uploads.locked(id, async () => {
    if (!uploads.find(id, key)) return refuse('NoSuchUpload', { details: { UploadId: id } });
    await uploads.drop(id);
    return { status: 204, headers: {} };
  });
}
