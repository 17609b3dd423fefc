// The access key of one run. A local server (S3, SQS) that was given one refuses every request that does not show it.
// - The id of the key alone is the secret. No signature is verified, because ordinary users cannot read the traffic of
//   others on 127.0.0.1.
// - Ids are compared in constant time, so an id cannot be guessed character by character.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 160 random bits as hex. Hex has no `/`, which would end the id inside a credential. */
export function createAccessKeyId(): string {
  return randomBytes(20).toString('hex');
}

/**
 * The id in a credential, `<id>/<date>/<region>/<service>/aws4_request`. Undefined: there is no credential, or no id
 * before a `/` in it.
 */
export function accessKeyIdIn(credential: string | undefined): string | undefined {
  return /^([^/]+)\//.exec(credential ?? '')?.[1];
}

/**
 * The credential in an Authorization header of AWS signature version 4. Undefined: the header has none.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
 */
export function credentialOf(authorization: string | undefined): string | undefined {
  return /^AWS4-HMAC-SHA256\s(?:.*[\s,])?Credential=([^\s,]+)/.exec(authorization ?? '')?.[1];
}

/** Compares the SHA-256 digests of both ids in constant time. */
export function isSameKey(given: string, expected: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(expected));
}

const digestOf = (text: string) => createHash('sha256').update(text).digest();
