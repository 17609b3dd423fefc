// Money as exact decimals: an integer, and how many of its last digits stand after the point. No amount becomes a float: 0.1 + 0.2
// is 0.3, and thirty digits stay thirty digits.

export interface Decimal {
  readonly units: bigint;
  readonly places: number;
}

export const zero: Decimal = { units: 0n, places: 0 };

/**
 * How the text of an amount is read. Feishu's pages ask for "a string that can be turned into a number":
 * - plain: digits with an optional sign and point. It is judged, compared and summed.
 * - other: a number in a notation that the pages neither allow nor forbid (1e3, blanks around), or a longer one than any amount
 *   may be. It is not refused here, and never summed: 1e999999999 would take a gigabyte, a million digits would take minutes.
 * - not_a_number: any other text. It is refused.
 */
export type Amount = { kind: 'plain'; value: Decimal } | { kind: 'other' } | { kind: 'not_a_number' };

const plain = /^([+-]?)(\d*)(?:\.(\d*))?$/;
/** The most characters of an amount that the pages allow. */
const mostChars = 255;
/** No two parts of the pattern match the same digits: else a cell of a megabyte would take time by the square of its length. */
const otherNotation = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/**
 * The last amount read, kept for speed: schema, rules and totals all read a record's total, often also its only detail's amount.
 */
let last: { readonly text: string; readonly amount: Amount } | undefined;

export function readAmount(text: string): Amount {
  if (last?.text !== text) last = { text, amount: read(text) };
  return last.amount;
}

function read(text: string): Amount {
  const [, sign, whole = '', fraction = ''] = plain.exec(text) ?? [];
  if (sign !== undefined && whole + fraction !== '' && text.length <= mostChars) {
    const units = BigInt(whole + fraction);
    return { kind: 'plain', value: { units: sign === '-' ? -units : units, places: fraction.length } };
  }
  return { kind: otherNotation.test(text) ? 'other' : 'not_a_number' };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const places = Math.max(a.places, b.places);
  return { units: unitsAt(a, places) + unitsAt(b, places), places };
}

/** Compares by value: 2000 equals 2000.00. */
export function equal(a: Decimal, b: Decimal): boolean {
  const places = Math.max(a.places, b.places);
  return unitsAt(a, places) === unitsAt(b, places);
}

export function isZero(a: Decimal): boolean {
  return a.units === 0n;
}

export function formatDecimal({ units, places }: Decimal): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function unitsAt({ units, places }: Decimal, wanted: number): bigint {
  return wanted === places ? units : units * 10n ** BigInt(wanted - places);
}
