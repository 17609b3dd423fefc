// Page tokens: opaque to the caller, and bound to a text that stands for the call they came from (`tiedTo`). A foreign or
// damaged token is refused.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// The secret is new in every process and after every reset, so that an earlier token is foreign.
let secret = randomBytes(32);

export function disownPageTokens(): void {
  secret = randomBytes(32);
}

const sign = (last: string, tiedTo: string): Buffer =>
  createHmac('sha256', secret).update(`${last}\n${tiedTo}`).digest().subarray(0, 16);

export const pageToken = (lastKey: number, tiedTo: string): string =>
  Buffer.from(`${lastKey}.${sign(String(lastKey), tiedTo).toString('base64url')}`).toString('base64');

/** The key after which the page begins. Undefined: the token was not issued for this call. */
export function readPageToken(token: string, tiedTo: string): number | undefined {
  const plain = Buffer.from(token, 'base64').toString('latin1');
  const [last = '', signature = ''] = plain.split('.');
  const given = Buffer.from(signature, 'base64url');
  const wanted = sign(last, tiedTo);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  // The Base64 decoder ignores stray characters, so the text itself is compared.
  return pageToken(Number(last), tiedTo) === token ? Number(last) : undefined;
}
