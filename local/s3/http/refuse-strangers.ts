// Refuses a caller that does not show the access key of this run, in its Authorization header or in a signed URL. The
// signature is not verified.

import type { IncomingMessage } from 'node:http';

import { accessKeyIdIn, credentialOf, isSameKey } from '../../access-key.ts';
import { refuse, type Refusal } from '../refusal.ts';

/** Undefined: the caller has shown the key. */
export function refuseStranger(request: IncomingMessage, accessKeyId: string): Refusal | undefined {
  const { authorization } = request.headers;
  const given = accessKeyIdIn(
    authorization === undefined ? credentialInQuery(request.url) : credentialOf(authorization),
  );
  if (given === undefined) return refuse('AccessDenied');
  if (isSameKey(given, accessKeyId)) return undefined;
  return refuse('InvalidAccessKeyId', { details: { AWSAccessKeyId: given } });
}

/**
 * The credential in the query of a signed URL. Undefined: there is none.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
function credentialInQuery(url = ''): string | undefined {
  const [, search = ''] = url.split(/\?(.*)/s);
  return new URLSearchParams(search).get('X-Amz-Credential') ?? undefined;
}
