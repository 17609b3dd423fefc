// Reads the cell of an amount. Grouping by commas has one reading, as in 12,345.60; other notations of spreadsheets and people have
// two, or are told how to be written.

import { formatDecimal, readAmount } from '../../../../../shared/values/decimal.ts';
import { say } from '../../../../../shared/words/say.ts';
import { shown } from '../../../../../shared/words/show.ts';
import { twoReadings, writeInstead, type CellFault, type CellRead } from './cell-read.ts';
import { halfWidth } from './half-width.ts';

const plainAmount = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
/** No group begins with 0: in 0,123 the comma may be a decimal one. */
const grouped = /^-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;

export function readAmountCell(cell: string): CellRead {
  const plain = halfWidth(cell);
  if (plain === '' || plainAmount.test(plain)) return { text: plain };
  if (grouped.test(plain)) return { text: plain.replaceAll(',', '') };
  for (const [pattern, faultOf] of refused) {
    const [all, ...parts] = pattern.exec(plain) ?? [];
    if (all !== undefined) return { text: cell, fault: faultOf(cell, ...parts) };
  }
  return { text: cell };
}

/** Notations that are refused. What a pattern has in brackets is told to its function. */
const refused: readonly (readonly [RegExp, (cell: string, ...parts: readonly string[]) => CellFault])[] = [
  [/^([+-]?\d[\d.]*)(百|千|万|百万|千万|亿|k|w)元?$/i, (cell, number = '', unit = '') => writeInstead(cell, shifted(number, zerosOf(unit)))],
  [/[¥$€£₩₹元円圆]|cny|rmb|usd|hkd|eur|jpy|gbp|sgd/i, (cell) => withSign(cell)],
  [/^[+-]?(\d[\d.]*)%$/, (cell, number = '') => twoReadings(cell, number, shifted(number, -2))],
  [/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)e[+-]?\d+$/i, (cell) => withExponent(cell)],
  [/^\(([\d.,]+)\)$/, (cell, number = '') => twoReadings(cell, `-${number}`, number)],
  [/^([\d.,]+)-$/, (cell, number = '') => twoReadings(cell, `-${number}`, number)],
  [/^([+-]?\d{1,3}(?:[.\s']\d{3})+),(\d+)$/, (cell, whole = '', fraction = '') => twoReadings(cell, `${digitsOf(whole)}.${fraction}`, digitsOf(whole + fraction))],
  [/^([+-]?\d{1,3}(?:[\s']\d{3})+(?:\.\d+)?)$/, (cell, number = '') => writeInstead(cell, number.replaceAll(/[\s']/g, ''))],
  [/^([+-]?\d+),(\d+)$/, (cell, whole = '', fraction = '') => twoReadings(cell, `${whole}.${fraction}`, whole + fraction)],
]; // prettier-ignore

function withSign(cell: string): CellFault {
  return (field) => say('table.amount_with_sign', { field, value: shown(cell) });
}

function withExponent(cell: string): CellFault {
  return (field) => say('table.amount_with_exponent', { field, value: shown(cell) });
}

const zeros: ReadonlyMap<string, number> = new Map(
  Object.entries({ 百: 2, 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8, k: 3, w: 4 }),
);

function zerosOf(unit: string): number {
  return zeros.get(unit.toLowerCase()) ?? 0;
}

/** `number` with its point moved `places` to the right; itself where it is no number. */
function shifted(number: string, places: number): string {
  const read = readAmount(number);
  if (read.kind !== 'plain') return number;
  const after = read.value.places - places;
  return after >= 0
    ? formatDecimal({ units: read.value.units, places: after })
    : formatDecimal({ units: read.value.units * 10n ** BigInt(-after), places: 0 });
}

function digitsOf(number: string): string {
  return number.replaceAll(/[^\d+-]/g, '');
}
