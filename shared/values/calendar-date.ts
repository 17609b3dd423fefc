// Checks texts of dates and times as the API's pages write them: a date as 2024-08-01, and a time as 2023-04-01 12:34:56, by which
// the API means UTC+8.

const digitZero = 0x30;
const pattern = /^\d{4}-\d{2}-\d{2}$/;

/** True for the text of a day that exists: 2024-02-29, but not 2023-02-29 or 2024-8-1. Such texts sort by date. */
export function isCalendarDate(text: string): boolean {
  if (!pattern.test(text)) return false;
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2);
  const day = twoDigits(text, 8);
  return day >= 1 && day <= daysIn(year, twoDigits(text, 5));
}

/** Reads two digits in place, for speed: every date of every record is read several times. */
function twoDigits(text: string, at: number): number {
  return 10 * (text.charCodeAt(at) - digitZero) + text.charCodeAt(at + 1) - digitZero;
}

const timePattern = /^(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** True for the text of a time that exists, to the second, as the query filters take it: "2023-04-01 12:34:56". */
export function isCalendarTime(text: string): boolean {
  const date = timePattern.exec(text)?.[1];
  return date !== undefined && isCalendarDate(date);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
