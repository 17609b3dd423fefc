import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dateOfIso, dateOfSerial } from './serial-date.ts';

describe('a date of days', () => {
  it('is every day from March 1900 on, one after the other', () => {
    const first = Date.UTC(1900, 2, 1);
    for (let serial = 61; serial <= 2_958_465; serial += 997) {
      const day = new Date(first + (serial - 61) * 86_400_000).toISOString().slice(0, 10);
      expect(dateOfSerial(serial, false)).toBe(day);
    }
  });

  it('has a time to the second', () => {
    const second = fc.integer({ min: 0, max: 86_399 });
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 100_000 }), second, (day, seconds) => {
        const serial = Number((day + seconds / 86_400).toPrecision(15));
        const time = new Date(seconds * 1000).toISOString().slice(11, 19);
        const date = dateOfSerial(day, false);
        expect(dateOfSerial(serial, false)).toBe(seconds === 0 ? date : `${date} ${time}`);
      }),
    );
  });

  it.each([Number.NaN, Infinity, -Infinity, 60.99999, -1, 1e20])('is not %s', (serial) => {
    expect(dateOfSerial(serial, false)).toBeUndefined();
  });
});

describe('a date as ISO 8601 writes it', () => {
  it.each([
    ['2026-01-05', '2026-01-05'],
    ['2026-01-05T00:00:00', '2026-01-05'],
    ['2026-01-05T00:00:00.000Z', '2026-01-05'],
    ['2026-01-05T09:30', '2026-01-05 09:30:00'],
    ['2026-01-05T09:30:59.7', '2026-01-05 09:31:00'],
    ['2026-12-31T23:59:59.9', '2027-01-01'],
    [' 2024-02-29 ', '2024-02-29'],
  ])('%j is %s', (text, date) => expect(dateOfIso(text)).toBe(date));

  it.each([
    '2023-02-29',
    '2026-1-5',
    '26-01-05',
    '2026-01-05T24:00',
    '2026-01-05T09:60',
    '2026-01-05T09:30:60',
    '2026-01-05T09:30+08:00',
    '09:30:00',
    '1900-02-28',
    '9999-12-31T23:59:59.9',
    '46027',
    '',
  ])('%j is none', (text) => expect(dateOfIso(text)).toBeUndefined());
});
