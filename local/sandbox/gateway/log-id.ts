// The id of an answer in X-Tt-Logid: the moment in UTC+8 and a rest.

import { randomBytes } from 'node:crypto';

import { chinaTime } from '../china-time.ts';

export const randomRest = (): string => randomBytes(9).toString('hex').toUpperCase();

export const logIdOf = (nowMs: number, rest: string): string => chinaTime(nowMs).replaceAll(/\D/g, '') + rest;
