// Adds up amounts as on paper: each place has the sum of its own digits, and carrying waits until the sum is asked for. So nothing is
// rounded, and an amount costs as many steps as it has digits; to read each as an exact decimal takes ten times as long.

import { add, formatDecimal, readAmount, zero, type Decimal } from '../../../../../shared/values/decimal.ts';
import { isPlainNumber } from '../cells/plain-cell.ts';

const [minus, point, digitZero] = [0x2d, 0x2e, 0x30];
/** Places on each side of the point. Longer amounts are added as decimals. */
const mostPlaces = 20;
/** No sum of so many digits of one place leaves 32 bits. */
const mostUncarried = 100_000_000;

export class DigitSum {
  /** By place: `mostPlaces` is that of the units, the tenths stand before it. */
  readonly #digits = new Int32Array(2 * mostPlaces);
  #uncarried = 0;
  /** The most places behind a point, as 2 in 1.50. */
  #places = 0;
  #carried: Decimal = zero;

  /** False for a text that is no amount: it is not added. */
  add(amount: string): boolean {
    if (!isPlainNumber(amount)) return this.#addDecimal(amount);
    const pointAt = amount.indexOf('.');
    const wholeEnd = pointAt < 0 ? amount.length : pointAt;
    const places = pointAt < 0 ? 0 : amount.length - pointAt - 1;
    if (wholeEnd > mostPlaces || places > mostPlaces) return this.#addDecimal(amount);
    if (places > this.#places) this.#places = places;

    const isNegative = amount.charCodeAt(0) === minus;
    let place = mostPlaces + wholeEnd - 1;
    for (let at = 0; at < amount.length; at += 1) {
      const code = amount.charCodeAt(at);
      if (code === point) continue;
      if (code !== minus)
        this.#digits[place] = (this.#digits[place] ?? 0) + (isNegative ? digitZero - code : code - digitZero);
      place -= 1;
    }
    this.#uncarried += 1;
    if (this.#uncarried >= mostUncarried) this.#carry();
    return true;
  }

  total(): Decimal {
    this.#carry();
    return this.#carried;
  }

  #addDecimal(amount: string): boolean {
    const read = readAmount(amount);
    if (read.kind !== 'plain') return false;
    this.#carried = add(this.#carried, read.value);
    return true;
  }

  #carry(): void {
    let units = 0n;
    for (let place = this.#digits.length - 1; place >= mostPlaces - this.#places; place -= 1)
      units = units * 10n + BigInt(this.#digits[place] ?? 0);
    this.#carried = add(this.#carried, { units, places: this.#places });
    this.#digits.fill(0);
    this.#uncarried = 0;
  }
}

export function written(sum: DigitSum): string {
  return formatDecimal(sum.total());
}
