// ListObjectVersions: versions and delete markers sorted by key, and the newest of a key first.

import { xmlAnswer, type Answer } from '../http/answer.ts';
import { Refusal } from '../refusal.ts';
import type { Bucket } from '../store/bucket.ts';
import { idOf, type Version } from '../store/version.ts';
import { readListParameters } from './list-parameters.ts';
import type { Call } from './s3-operation.ts';

export async function listObjectVersions({ bucket, query }: Call): Promise<Answer | Refusal> {
  const parameters = readListParameters(query);
  if (parameters instanceof Refusal) return parameters;
  const { prefix, maxKeys, encodingType, encode } = parameters;
  const keyMarker = query.get('key-marker') ?? '';
  const idMarker = query.get('version-id-marker') ?? undefined;

  const found: Version[] = [];
  for (const version of versionsAfter(bucket, prefix, keyMarker, idMarker)) {
    // One entry more than asked for shows that the list goes on.
    found.push(version);
    if (found.length > maxKeys) break;
  }
  const page = found.slice(0, maxKeys);
  const last = found.length > maxKeys ? page.at(-1) : undefined;
  return xmlAnswer('ListVersionsResult', {
    Name: bucket.name,
    Prefix: encode(prefix),
    KeyMarker: encode(keyMarker),
    VersionIdMarker: idMarker ?? '',
    NextKeyMarker: last && encode(last.key),
    NextVersionIdMarker: last && idOf(last),
    EncodingType: encodingType,
    MaxKeys: maxKeys,
    IsTruncated: last !== undefined,
    Version: page
      .filter(({ marker }) => !marker)
      .map((version) => ({
        ...common(version),
        ETag: version.eTag,
        Size: version.sizeBytes,
        StorageClass: 'STANDARD',
      })),
    DeleteMarker: page.filter(({ marker }) => marker).map(common),
  });

  function common(version: Version) {
    return {
      Key: encode(version.key),
      VersionId: idOf(version),
      IsLatest: version === bucket.current(version.key),
      LastModified: new Date(version.modifiedMs).toISOString(),
    };
  }
}

function* versionsAfter(
  bucket: Bucket,
  prefix: string,
  keyMarker: string,
  idMarker: string | undefined,
): Generator<Version> {
  const { keys } = bucket;
  const begun = keyMarker === '' ? 0 : idMarker === undefined ? keys.after(keyMarker) : keys.from(keyMarker);
  let index = Math.max(keys.from(prefix), begun);
  for (let key = keys.at(index); key?.startsWith(prefix) === true; key = keys.at(index)) {
    const newestFirst = bucket.versions(key).toReversed();
    const seen = key === keyMarker ? newestFirst.findIndex((version) => idOf(version) === idMarker) : -1;
    yield* newestFirst.slice(seen + 1);
    index += 1;
  }
}
