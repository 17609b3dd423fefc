// GetObject and HeadObject read the version that the request names, or else the newest one. A write while the body is
// being sent does not change the body.

import { checkRead } from '../http/conditions.ts';
import type { Answer } from '../http/answer.ts';
import { readRange, type Span } from '../http/range.ts';
import { refuse, Refusal } from '../refusal.ts';
import type { Version } from '../store/version.ts';
import { findVersion, versionHeader } from './find-version.ts';
import type { Call } from './s3-operation.ts';

export async function getObject(call: Call): Promise<Answer | Refusal> {
  const pinned = await call.bucket.pin(() => findVersion(call.bucket, call.key, call.query.get('versionId')));
  if (pinned instanceof Refusal) return pinned;
  const { version, handle } = pinned;
  const answer = describe(call, version);
  if (answer instanceof Refusal || !answer.span) {
    await handle.close();
    return answer;
  }
  return { ...answer, body: { handle, ...answer.span } };
}

export async function headObject(call: Call): Promise<Answer | Refusal> {
  const version = findVersion(call.bucket, call.key, call.query.get('versionId'));
  return version instanceof Refusal ? version : describe(call, version);
}

/** The answer without its body. `span` tells which bytes a GET sends; undefined: none, as the status is 304. */
function describe({ request }: Call, version: Version): (Answer & { readonly span?: Span }) | Refusal {
  const verdict = checkRead(version, request.headers);
  if (verdict instanceof Refusal) return verdict;
  if (verdict === 'not_modified') return { status: 304, headers: timeHeaders(version) };

  const { sizeBytes } = version;
  const range = readRange(request.headers.range, sizeBytes);
  if (range === 'not_satisfiable') {
    return refuse('InvalidRange', {
      headers: { 'content-range': `bytes */${sizeBytes}` },
      details: { RangeRequested: request.headers.range ?? '', ActualObjectSize: String(sizeBytes) },
    });
  }
  const span = range ?? { startByte: 0, lengthBytes: sizeBytes };
  const lastByte = span.startByte + span.lengthBytes - 1;
  return {
    status: range ? 206 : 200,
    headers: {
      'accept-ranges': 'bytes',
      'content-length': String(span.lengthBytes),
      ...timeHeaders(version),
      ...version.headers,
      ...(range ? { 'content-range': `bytes ${span.startByte}-${lastByte}/${sizeBytes}` } : {}),
      // The checksum covers the whole body, so a range does not get it.
      ...(request.headers['x-amz-checksum-mode'] === 'ENABLED' && !range ? version.checksum : {}),
    },
    span,
  };
}

function timeHeaders(version: Version): Answer['headers'] {
  return {
    etag: version.eTag,
    'last-modified': new Date(version.modifiedMs).toUTCString(),
    ...versionHeader(version),
  };
}
