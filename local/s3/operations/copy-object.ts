// CopyObject: a copy of the source version becomes the newest version of another key, or of the same key.

import { copyBytes } from '../body/copy-bytes.ts';
import { algorithms, createDigester, headerOf } from '../body/digests.ts';
import { decode } from '../http/address.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { encryptionOf, readAttributes } from '../http/attributes.ts';
import { readWriteCheck } from '../http/conditions.ts';
import { readAlgorithm } from '../http/read-algorithm.ts';
import { refuse, Refusal } from '../refusal.ts';
import { idOf, type Headers } from '../store/version.ts';
import type { Pinned } from '../store/version-files.ts';
import { withDraft } from '../store/with-draft.ts';
import { withFile } from '../store/with-file.ts';
import { findVersion } from './find-version.ts';
import type { Call } from './s3-operation.ts';
import { checksumElements, checksumHeaders, maxWriteBytes, writtenHeaders } from './written.ts';

export async function copyObject(call: Call): Promise<Answer | Refusal> {
  const source = await pinSource(call);
  if (source instanceof Refusal) return source;
  return withFile(source.handle, () => copyFrom(source, call));
}

async function pinSource({ request, buckets }: Call): Promise<Pinned | Refusal> {
  const [path = '', search = ''] = String(request.headers['x-amz-copy-source']).split(/\?(.*)/s);
  const [name = '', key = ''] =
    decode(path)
      ?.replace(/^\//, '')
      .split(/\/(.*)/s) ?? [];
  const versionId = new URLSearchParams(search).get('versionId');
  const bucket = buckets.get(name);
  if (!bucket) return refuse('NoSuchBucket', { details: { BucketName: name } });

  return bucket.pin(() => {
    const version = findVersion(bucket, key, versionId);
    if (version instanceof Refusal) {
      return version.code === 'MethodNotAllowed'
        ? refuse('InvalidRequest', { message: 'The source is a delete marker.' })
        : version;
    }
    if (version.sizeBytes > maxWriteBytes)
      return refuse('InvalidRequest', { message: 'The source is larger than 5 GiB.' });
    return version;
  });
}

async function copyFrom({ version: source, handle }: Pinned, call: Call): Promise<Answer | Refusal> {
  const { request, bucket, key } = call;
  const check = readWriteCheck(request.headers);
  if (check instanceof Refusal) return check;
  const headers = attributesOfCopy(source.headers, call);
  if (headers instanceof Refusal) return headers;
  const asked = readAlgorithm(request.headers);
  if (asked instanceof Refusal) return asked;
  const algorithm = asked ?? algorithms.find((known) => source.checksum[headerOf(known)] !== undefined);

  const copy = await withDraft(bucket, async (draft) => {
    const md5 = createDigester('md5');
    const sum = algorithm && createDigester(algorithm);
    await copyBytes(handle, source.sizeBytes, draft, sum ? [md5, sum] : [md5]);
    return bucket.publish({
      key,
      draft,
      sizeBytes: source.sizeBytes,
      eTag: `"${md5.digest().toString('hex')}"`,
      headers,
      checksum: checksumHeaders(algorithm && sum && { algorithm, value: sum.digest().toString('base64') }),
      check,
      eventName: 'ObjectCreated:Copy',
    });
  });
  if (copy instanceof Refusal) return copy;
  return xmlAnswer(
    'CopyObjectResult',
    {
      ETag: copy.eTag,
      LastModified: new Date(copy.modifiedMs).toISOString(),
      ...checksumElements(algorithm, copy.checksum),
    },
    {
      ...writtenHeaders(copy),
      ...(source.versionId === undefined ? {} : { 'x-amz-copy-source-version-id': idOf(source) }),
    },
  );
}

function attributesOfCopy(source: Headers, { request, bucket, key }: Call): Headers | Refusal {
  const directive = request.headers['x-amz-metadata-directive'] ?? 'COPY';
  if (directive === 'REPLACE') return readAttributes(request.headers);
  if (directive !== 'COPY') return refuse('InvalidArgument', { message: 'Unknown metadata directive.' });
  const [path] = String(request.headers['x-amz-copy-source']).split('?', 1);
  if (
    decode(path ?? '')?.replace(/^\//, '') === `${bucket.name}/${key}` &&
    !request.headers['x-amz-copy-source']?.includes('?')
  ) {
    return refuse('InvalidRequest', {
      message:
        'This copy request is illegal because it is trying to copy an object to itself without changing anything.',
    });
  }
  return { ...source, ...encryptionOf(request.headers) };
}
