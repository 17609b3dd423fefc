// The access key of one run. A local server refuses every request that does not show it.
// - The id alone is the secret. No signature is verified, because traffic on 127.0.0.1 is not readable for other
//   users.
// - The comparison takes constant time, so an id cannot be guessed character by character.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 160 random bits as hex. A `/` in the id would end it inside a credential. */
export function createAccessKeyId(): string {
  return randomBytes(20).toString('hex');
}

/**
 * The id of a credential, `<id>/<date>/<region>/<service>/aws4_request`. Undefined: no credential, or no `/` in it.
 */
export function accessKeyIdIn(credential: string | undefined): string | undefined {
  return /^([^/]+)\//.exec(credential ?? '')?.[1];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html */
export function credentialOf(authorization: string | undefined): string | undefined {
  return /^AWS4-HMAC-SHA256\s(?:.*[\s,])?Credential=([^\s,]+)/.exec(authorization ?? '')?.[1];
}

/** Compares SHA-256 digests in constant time. */
export function isSameKey(given: string, expected: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(expected));
}

const digestOf = (text: string) => createHash('sha256').update(text).digest();
