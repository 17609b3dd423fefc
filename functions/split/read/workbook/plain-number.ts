// Numbers as texts. A spreadsheet keeps fifteen digits and writes up to seventeen: 1.1 may stand there as 1.1000000000000001, and
// 19783.48 as 19783.480000000003. Rounded to fifteen they are what the person typed or sees.

const pattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,5})?$/;
/** As a number is written without an exponent, and without zeros that say nothing. */
const plainly = /^(?:0|-?(?:[1-9]\d*(?:\.\d*[1-9])?|0\.\d*[1-9]))$/;
/** No more digits than are kept: nothing is to be rounded. */
const shortChars = 15;

const digitsKept = 15;
/** From here on a number has more digits than are kept. */
export const tooManyDigits = 1e15;

/** Without an exponent; undefined where the text is no number. */
export function plainNumber(raw: string): string | undefined {
  if (raw.length <= shortChars && plainly.test(raw)) return raw;
  const trimmed = raw.trim();
  if (!pattern.test(trimmed)) return undefined;
  const number = Number(Number(trimmed).toPrecision(digitsKept));
  if (!Number.isFinite(number)) return undefined;
  const text = String(number);
  // -0 becomes '0' by itself.
  return text.includes('e') ? withoutExponent(text) : text;
}

function withoutExponent(text: string): string {
  const [mantissa = '', exponent] = text.split('e');
  return shifted(mantissa, Number(exponent));
}

/** The number times 10 to the power of `by`, by moving the point. */
export function shifted(text: string, by: number): string {
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = text.slice(sign.length).split('.');
  const digits = whole + fraction;
  const point = whole.length + by;
  const all = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const integer = all.slice(0, at).replace(/^0+(?=\d)/, '');
  const decimals = all.slice(at).replace(/0+$/, '');
  return decimals === '' ? sign + integer : `${sign}${integer}.${decimals}`;
}

/** Rounded as spreadsheets round what they show, halves away from zero; always with so many decimals. */
export function roundedTo(text: string, decimals: number): string {
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = text.slice(sign.length).split('.');
  const kept = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  const units = (fraction.charAt(decimals) >= '5' ? kept + 1n : kept).toString().padStart(decimals + 1, '0');
  const rounded = decimals === 0 ? units : `${units.slice(0, -decimals)}.${units.slice(-decimals)}`;
  return /[1-9]/.test(rounded) ? sign + rounded : rounded;
}

/** 1234567.5 as 1,234,567.5. */
export function grouped(text: string): string {
  const [whole = '', ...fraction] = text.split('.');
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), ...fraction].join('.');
}
