// Dates, which a workbook keeps as days since 1900, or since 1904 in old books of a Mac.

import { isCalendarDate } from '../../../../shared/values/calendar-date.ts';

const secondsOfDay = 86_400;
/** Day 60 of 1900 is 29 February, which that year never had; before it every day is off by one. Nobody is paid there. */
const firstDay = 61;
const dayZero = Date.UTC(1899, 11, 30) / 1000;
const dayZeroOf1904 = Date.UTC(1904, 0, 1) / 1000;
const lastSecond = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000;

/** `2026-01-05`, or `2026-01-05 09:30:00` where it has a time, rounded to the second; undefined where it is no date. */
export function dateOfSerial(serial: number, from1904: boolean): string | undefined {
  if (!(serial >= firstDay) || serial > 3e6) return undefined;
  return dateOfSeconds(Math.round(serial * secondsOfDay) + (from1904 ? dayZeroOf1904 : dayZero));
}

const isoPattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?Z?$/;

/** The same of a date as ISO 8601 writes it, which the strict edition of the standard has. */
export function dateOfIso(text: string): string | undefined {
  const [, date, hours = '0', minutes = '0', seconds = '0'] = isoPattern.exec(text.trim()) ?? [];
  if (date === undefined || !isCalendarDate(date) || date < '1900-03-01') return undefined;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) >= 60) return undefined;
  const time = Number(hours) * 3600 + Number(minutes) * 60 + Math.round(Number(seconds));
  return dateOfSeconds(Date.parse(`${date}T00:00:00Z`) / 1000 + time);
}

function dateOfSeconds(seconds: number): string | undefined {
  if (seconds > lastSecond) return undefined;
  const text = new Date(seconds * 1000).toISOString();
  const [date, time] = [text.slice(0, 10), text.slice(11, 19)];
  return time === '00:00:00' ? date : `${date} ${time}`;
}
