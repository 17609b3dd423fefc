// ListObjectsV2: the keys whose newest version is an object, page by page.

import { xmlAnswer, type Answer } from '../http/answer.ts';
import { refuse, Refusal } from '../refusal.ts';
import { readListParameters } from './list-parameters.ts';
import type { Call } from './s3-operation.ts';
import { pageOfKeys } from './page-of-keys.ts';

export async function listObjectsV2({ bucket, query }: Call): Promise<Answer | Refusal> {
  const parameters = readListParameters(query);
  if (parameters instanceof Refusal) return parameters;
  const { prefix, maxKeys, encodingType, encode } = parameters;
  const token = query.get('continuation-token') ?? undefined;
  const startAfter = query.get('start-after') ?? undefined;
  const delimiter = query.get('delimiter') ?? '';
  const after = token === undefined ? (startAfter ?? '') : readToken(token);
  if (after === undefined) {
    return refuse('InvalidArgument', { message: 'The continuation token provided is incorrect.' });
  }

  const isVisible = (key: string): boolean => bucket.current(key)?.marker === false;
  const { entries, isTruncated } = pageOfKeys(bucket.keys, { prefix, delimiter, after, maxKeys, isVisible });
  const last = entries.at(-1);
  return xmlAnswer('ListBucketResult', {
    Name: bucket.name,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    StartAfter: startAfter === undefined ? undefined : encode(startAfter),
    ContinuationToken: token,
    NextContinuationToken: isTruncated && last ? writeToken(last.text) : undefined,
    EncodingType: encodingType,
    KeyCount: entries.length,
    MaxKeys: maxKeys,
    IsTruncated: isTruncated,
    Contents: entries.filter(({ isPrefix }) => !isPrefix).map(({ text }) => contents(text)),
    CommonPrefixes: entries.filter(({ isPrefix }) => isPrefix).map(({ text }) => ({ Prefix: encode(text) })),
  });

  function contents(key: string) {
    const version = bucket.current(key);
    return {
      Key: encode(key),
      LastModified: version && new Date(version.modifiedMs).toISOString(),
      ETag: version?.eTag,
      Size: version?.sizeBytes,
      StorageClass: 'STANDARD',
    };
  }
}

/** The continuation token, which is opaque to the client: the last entry of the page in Base64url. */
const writeToken = (last: string): string => `1${Buffer.from(last).toString('base64url')}`;

function readToken(token: string): string | undefined {
  const last = Buffer.from(token.slice(1), 'base64url').toString();
  return last !== '' && writeToken(last) === token ? last : undefined;
}
