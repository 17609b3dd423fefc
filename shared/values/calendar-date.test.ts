import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isCalendarDate, isCalendarTime } from './calendar-date.ts';

/** Every day of JavaScript's calendar between the years 1 and 9999. */
const day = fc.integer({ min: -719_162, max: 2_932_896 }).map((days) => {
  const text = new Date(days * 86_400_000).toISOString();
  return text.slice(0, 10);
});

describe('a calendar date', () => {
  it('is every day of the calendar', () => {
    fc.assert(
      fc.property(day, (text) => {
        expect(isCalendarDate(text)).toBe(true);
      }),
    );
  });

  it('is no day that the calendar rolls over', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), two(20), two(40), (year, month, date) => {
        const text = `${String(year).padStart(4, '0')}-${month}-${date}`;
        const parsed = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
        expect(isCalendarDate(text)).toBe(exists);
      }),
    );
  });

  it.each([
    '2026-1-01',
    '26-01-01',
    '2026-01-01 ',
    ' 2026-01-01',
    '2026-01-01T00:00:00',
    '２０２６-01-01',
    '+2026-01-01',
  ])('is not written %j', (text) => expect(isCalendarDate(text)).toBe(false));
});

describe('a calendar time', () => {
  it.each(['2024-02-29 23:59:59', '2026-04-01 00:00:00'])('%s is one', (text) => {
    expect(isCalendarTime(text)).toBe(true);
  });

  it.each([
    '2023-02-29 00:00:00',
    '2026-04-01 24:00:00',
    '2026-04-01 12:60:00',
    '2026-04-01 12:34',
    '2026-04-01',
  ])('%s is none', (text) => expect(isCalendarTime(text)).toBe(false));
});
