// Tells an id that a spreadsheet took for a number.

/** Scientific notation with no minus in its exponent, also with the decimal comma of European spreadsheets. */
const scientific = /^\s*[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)[eE]\+?\d+\s*$/;

/** True for a text like 7.39706E+18: a spreadsheet took an id of 19 digits for a number, and the digits are lost. */
export function isDamagedId(value: unknown): boolean {
  return typeof value === 'string' && scientific.test(value);
}
