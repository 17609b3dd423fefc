// The id of an answer in X-Tt-Logid: the moment in UTC+8 and a random rest.

import { randomBytes } from 'node:crypto';

import { chinaTime } from '../china-time.ts';

export const newLogId = (nowMs: number): string =>
  chinaTime(nowMs).replaceAll(/\D/g, '') + randomBytes(9).toString('hex').toUpperCase();
