import { describe, expect, it } from 'vitest';

import { isExpression } from './schedule-expression.ts';

describe('a schedule', () => {
  it.each([
    'rate(1 minute)',
    'rate(15 minutes)',
    'cron(0 2 * * ? *)',
    'cron(0/15 8-18 ? * MON-FRI *)',
    'cron(0 9 L * ? 2026)',
    'cron(0 9 ? JAN,JUL 2#1 *)',
    'at(2026-11-20T02:00:00)',
  ])('%s is one', (text) => expect(isExpression(text)).toBe(true));

  it.each([
    'rate(1 minutes)',
    'rate(0 minutes)',
    'rate(5 weeks)',
    'cron(0 2 * * *)',
    'cron(0 2 * * * *)',
    'cron(60 2 * * ? *)',
    'cron(0 24 * * ? *)',
    'cron(0 2 ? * ? *)',
    'cron(0 2 * 13 ? *)',
    '0 2 * * *',
    '',
  ])('%j is none', (text) => expect(isExpression(text)).toBe(false));
});
