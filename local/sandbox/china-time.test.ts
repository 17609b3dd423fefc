import { describe, expect, it } from 'vitest';

import { addMonths, chinaDate, chinaTime, isDate, nextDay, parseChinaTime } from './china-time.ts';

describe('a time in China', () => {
  it('is eight hours ahead of UTC, to the second, and can be read back', () => {
    const epochMs = Date.parse('2026-12-31T16:00:01.999Z');
    expect([chinaTime(epochMs), chinaDate(epochMs)]).toEqual(['2027-01-01 00:00:01', '2027-01-01']);
    expect(parseChinaTime('2027-01-01 00:00:01')).toBe(epochMs - 999);
  });

  it.each([
    '2026-01-01',
    '2026-1-1 00:00:00',
    '2026-02-30 00:00:00',
    '2026-01-01 24:00:00',
    '2026-01-01T00:00:00',
    '',
  ])('cannot be "%s"', (text) => expect(parseChinaTime(text)).toBeUndefined());
});

describe('a date', () => {
  it.each([
    ['2026-01-31', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['20260101', false],
    ['2026-1-1', false],
    ['', false],
  ])('%s is one: %s', (text, expected) => expect(isDate(text)).toBe(expected));

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-11-15', 3, '2027-02-15'],
    ['2026-01-01', 2_147_483_647, '9999-12-31'],
  ])('%s plus %i months is %s', (date, months, expected) => expect(addMonths(date, months)).toBe(expected));

  it('is followed by the next', () => expect(nextDay('2026-12-31')).toBe('2027-01-01'));
});
