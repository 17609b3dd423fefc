// The key of one run, without which a local server does nothing. The id alone is the secret, and no signature is verified:
// what goes over 127.0.0.1 is not to be heard by the other users of a machine.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 160 random bits, in letters and digits: a `/` would end it in a credential. */
export function createAccessKeyId(): string {
  return randomBytes(20).toString('hex');
}

/** The id in a credential, `<id>/<date>/<region>/<service>/aws4_request`, of a header or of a signed URL. */
export function accessKeyIdIn(credential: string | undefined): string | undefined {
  return /^([^/]+)\//.exec(credential ?? '')?.[1];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html */
export function credentialOf(authorization: string | undefined): string | undefined {
  return /^AWS4-HMAC-SHA256\s(?:.*[\s,])?Credential=([^\s,]+)/.exec(authorization ?? '')?.[1];
}

/** Takes as long for an id that is nearly right as for one that is all wrong. */
export function isSameKey(given: string, expected: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(expected));
}

const digestOf = (text: string) => createHash('sha256').update(text).digest();
