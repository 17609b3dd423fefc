// Reads the cell of a date. Year, month and day in this order have one reading. A year of two digits, a year at the end and the
// number that a spreadsheet has for a day are refused with the days that they may mean.

import { isCalendarDate } from '../../../../../shared/values/calendar-date.ts';
import { say } from '../../../../../shared/words/say.ts';
import { shown } from '../../../../../shared/words/show.ts';
import { twoReadings, writeInstead, type CellFault, type CellRead } from './cell-read.ts';
import { halfWidth } from './half-width.ts';

const midnight = /[ T]0?0:00(?::00(?:\.0+)?)?$/;
const yearFirst = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号])$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const shortYear = /^(\d{2})([-/.])(\d{1,2})\2(\d{1,2})$|^(\d{1,2})([-/.])(\d{1,2})\6(\d{2})$/;
const shortChineseYear = /^(\d{2})年(\d{1,2})月(\d{1,2})[日号]$/;

export function readDateCell(cell: string): CellRead {
  const day = halfWidth(cell).replace(midnight, '');
  if (day === '') return { text: '' };
  if (/^\d{8}$/.test(day)) {
    const date = dateOf(day.slice(0, 4), day.slice(4, 6), day.slice(6));
    return { text: isCalendarDate(date) ? date : cell };
  }
  const [all, year = '', , month, dayOfMonth, chineseMonth = '', chineseDay = ''] = yearFirst.exec(day) ?? [];
  if (all !== undefined) return { text: dateOf(year, month ?? chineseMonth, dayOfMonth ?? chineseDay) };
  return { text: cell, fault: otherOrder(cell, day) ?? serialDay(cell, day) };
}

function otherOrder(cell: string, day: string): CellFault | undefined {
  const [isYearLast, a = '', , b = '', year = ''] = yearLast.exec(day) ?? [];
  if (isYearLast !== undefined) return amongDates(cell, [dateOf(year, a, b), dateOf(year, b, a)]);
  const [isChinese, short = '', month = '', dayOfMonth = ''] = shortChineseYear.exec(day) ?? [];
  if (isChinese !== undefined) return amongDates(cell, [dateOf(`20${short}`, month, dayOfMonth)]);
  if (!shortYear.test(day)) return undefined;
  const [one = '', two = '', three = ''] = day.split(/[-/.]/);
  return amongDates(cell, [
    ...(one.length === 2 ? [dateOf(`20${one}`, two, three)] : []),
    ...(three.length === 2 ? [dateOf(`20${three}`, one, two), dateOf(`20${three}`, two, one)] : []),
  ]);
}

/** Undefined where no such day exists. Of three days the first two are told. */
function amongDates(cell: string, days: readonly string[]): CellFault | undefined {
  const [one, other] = new Set(days.filter(isCalendarDate));
  if (one === undefined) return undefined;
  return other === undefined ? writeInstead(cell, one) : twoReadings(cell, one, other);
}

const dayMs = 86_400_000;
/** The day that spreadsheets count as 0, for days since March 1900. */
const dayZeroMs = Date.UTC(1899, 11, 30);

function serialDay(cell: string, day: string): CellFault | undefined {
  const [, serial] = /^(\d{5})(?:\.0+)?$/.exec(day) ?? [];
  if (serial === undefined) return undefined;
  const date = new Date(dayZeroMs + Number(serial) * dayMs).toISOString().slice(0, 'yyyy-mm-dd'.length);
  return (field) => say('table.serial_day', { field, value: shown(cell), day: date });
}

function dateOf(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
