// CompleteMultipartUpload joins the parts that the request names to an object, and removes the upload.

import { open } from 'node:fs/promises';

import { copyBytes } from '../body/copy-bytes.ts';
import { createDigester, headerOf, type Algorithm } from '../body/digests.ts';
import { badDigest } from '../body/receive.ts';
import { receiveXml } from '../body/receive-xml.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { readWriteCheck } from '../http/conditions.ts';
import type { XmlElement } from '../http/read-xml.ts';
import { refuse, Refusal } from '../refusal.ts';
import type { WriteCheck } from '../store/bucket.ts';
import type { Part } from '../store/upload.ts';
import { withDraft } from '../store/with-draft.ts';
import { withFile } from '../store/with-file.ts';
import { readChosenParts } from './chosen-parts.ts';
import type { Call } from './s3-operation.ts';
import { checksumElements, checksumHeaders, writtenHeaders } from './written.ts';

export async function completeMultipartUpload(call: Call): Promise<Answer | Refusal> {
  const check = readWriteCheck(call.request.headers);
  if (check instanceof Refusal) return check;
  const document = await receiveXml(call.request, 'CompleteMultipartUpload');
  if (document instanceof Refusal) return document;
  const id = call.query.get('uploadId') ?? '';
  return call.bucket.uploads.locked(id, () => complete(call, id, document, check));
}

async function complete(
  { request, bucket, key }: Call,
  id: string,
  document: XmlElement,
  check: WriteCheck,
): Promise<Answer | Refusal> {
  const found = bucket.uploads.find(id, key);
  if (!found) return refuse('NoSuchUpload', { details: { UploadId: id } });
  const parts = readChosenParts(document, found);
  if (parts instanceof Refusal) return parts;
  const { upload } = found;

  const version = await withDraft(bucket, async (draft) => {
    const { algorithm } = upload;
    const isComposite = upload.checksumType === 'COMPOSITE';
    const whole = algorithm && !isComposite ? createDigester(algorithm) : undefined;
    for (const part of parts) {
      const file = await open(found.fileOf(part), 'r');
      await withFile(file, () => copyBytes(file, part.sizeBytes, draft, whole ? [whole] : []));
    }
    const value = whole?.digest().toString('base64') ?? (algorithm && compositeOf(parts, algorithm));
    const checksum = algorithm && value !== undefined ? { algorithm, value } : undefined;
    const expected = checksum && request.headers[headerOf(checksum.algorithm)];
    if (checksum && expected !== undefined && expected !== checksum.value)
      return badDigest(checksum.algorithm);
    return bucket.publish({
      key,
      draft,
      sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      eTag: eTagOf(parts),
      headers: upload.headers,
      checksum: checksumHeaders(checksum, upload.checksumType),
      modifiedMs: upload.initiatedMs,
      check,
      eventName: 'ObjectCreated:CompleteMultipartUpload',
    });
  });
  if (version instanceof Refusal) return version;
  await bucket.uploads.drop(id);
  return xmlAnswer(
    'CompleteMultipartUploadResult',
    {
      Location: `http://${request.headers.host ?? ''}/${bucket.name}/${encodeURIComponent(key)}`,
      Bucket: bucket.name,
      Key: key,
      ETag: version.eTag,
      ...checksumElements(upload.algorithm, version.checksum),
    },
    writtenHeaders(version),
  );
}

/** The checksum of the parts' checksums, and how many there are. */
function compositeOf(parts: readonly Part[], algorithm: Algorithm): string {
  const digester = createDigester(algorithm);
  for (const { checksum = '' } of parts) digester.update(Buffer.from(checksum, 'base64'));
  return `${digester.digest().toString('base64')}-${parts.length}`;
}

function eTagOf(parts: readonly Part[]): string {
  const digester = createDigester('md5');
  for (const { md5 } of parts) digester.update(Buffer.from(md5, 'hex'));
  return `"${digester.digest().toString('hex')}-${parts.length}"`;
}
