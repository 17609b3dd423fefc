// A sandbox may be of one run alone: then its controls ask for a key, which its starter gave it in the environment.

import { createHash, timingSafeEqual } from 'node:crypto';

export const keyVariable = 'PAYFERRY_SANDBOX_KEY';
export const keyHeader = 'x-sandbox-key';

export function isKey(given: string | string[] | undefined, key: string): boolean {
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(key));
}

const digest = (text: string) => createHash('sha256').update(text).digest();
