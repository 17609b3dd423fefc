import { describe, expect, it } from 'vitest';

import { chinaTime, epochOf, epochOfAnyForm } from './china-time.ts';

const noonMs = Date.parse('2026-11-20T12:00:00+08:00');

describe("a time in Feishu's form", () => {
  it('is of UTC+8, whatever the zone of the machine', () => {
    expect(chinaTime(noonMs)).toBe('2026-11-20 12:00:00');
    expect(epochOf('2026-11-20 12:00:00')).toBe(noonMs);
  });

  it.each(['2026-11-31 12:00:00', '2026-11-20', '2026-11-20T12:00:00', ''])('is not %j', (text) => {
    expect(epochOf(text)).toBeUndefined();
  });
});

describe('a time in any form', () => {
  it.each([
    '2026-11-20 12:00:00',
    '2026-11-20T12:00:00',
    '2026-11-20T04:00:00Z',
    '2026-11-20T04:00:00.000Z',
    '2026-11-20 12:00:00+08:00',
    '2026-11-20T12:00:00+0800',
    '2026-11-19T23:00:00-05:00',
    String(noonMs),
    String(noonMs / 1000),
    noonMs,
  ])('is %j', (time) => {
    expect(epochOfAnyForm(time)).toBe(noonMs);
  });

  it.each([
    '',
    'yesterday',
    '2026-11-20',
    '20/11/2026 12:00:00',
    '2026-13-20 12:00:00',
    '123',
    null,
    undefined,
    {},
  ])('is not %j', (time) => {
    expect(epochOfAnyForm(time)).toBeUndefined();
  });
});
