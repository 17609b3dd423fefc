// Names of cells and ranges as spreadsheets write them: F14, A1:C1. Columns count from 0 in the code, rows from 1.

import type { Range } from './sheet.ts';

const lastRowOfSheets = 1_048_576;
export const lastColumnOfSheets = 16_383;

const [letterA, digitZero] = [0x41, 0x30];

/** `F14` of column 5 and row 14. */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(letterA + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}

export interface Place {
  readonly column: number;
  readonly row: number;
}

/**
 * The place that a name means; undefined where it is none, or one beyond the last row or column of a sheet. Read by character
 * codes: a pattern takes a measurable part of the reading.
 */
export function placeOf(name: string): Place | undefined {
  let column = 0;
  let at = 0;
  for (; at < name.length; at += 1) {
    const letter = name.charCodeAt(at) - letterA;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
  }
  const digits = at;
  let row = 0;
  for (; at < name.length; at += 1) {
    const digit = name.charCodeAt(at) - digitZero;
    if (digit < 0 || digit > 9 || (digit === 0 && at === digits)) return undefined;
    row = row * 10 + digit;
  }
  if (column === 0 || column > lastColumnOfSheets + 1 || row === 0 || row > lastRowOfSheets) return undefined;
  return { column: column - 1, row };
}

/** The range that a text like A1:C1, or A1 for one cell, means; undefined where it is none. */
export function rangeOf(text: string): Range | undefined {
  const [first = '', last = first, ...more] = text.split(':');
  const from = placeOf(first);
  const to = placeOf(last);
  if (!from || !to || more.length > 0) return undefined;
  return {
    firstRow: Math.min(from.row, to.row),
    lastRow: Math.max(from.row, to.row),
    firstColumn: Math.min(from.column, to.column),
    lastColumn: Math.max(from.column, to.column),
  };
}
