// The key of a private sandbox. Its starter passes it in an environment variable, and the control endpoints ask for it.

import { createHash, timingSafeEqual } from 'node:crypto';

export const keyVariable = 'PAYFERRY_SANDBOX_KEY';
export const keyHeader = 'x-sandbox-key';

export function isKey(given: string | string[] | undefined, key: string): boolean {
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(key));
}

const digest = (text: string) => createHash('sha256').update(text).digest();
