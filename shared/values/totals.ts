// Totals: the sum of records' amounts by currency, in exact decimals. In those of a file rejected records count too, because the
// person who gives an expected total adds up the whole file.

import * as v from 'valibot';

import { add, formatDecimal, readAmount, type Decimal } from './decimal.ts';
import type { WriteOperation } from '../feishu/operation.ts';
import type { JsonObject } from './json.ts';
import { byAnyName } from './json.ts';
import { count } from './schemas.ts';

/**
 * By currency the number of records and the sum of their amounts, an exact decimal as text. `uncounted`: how many records are in
 * no sum, because their amount or currency cannot be read.
 */
export const totalsSchema = v.object({
  by_currency: byAnyName(v.object({ records: count, amount: v.string() })),
  uncounted: count,
});
export type Totals = v.InferOutput<typeof totalsSchema>;

export class RunningTotals {
  readonly #amountField: string | undefined;
  readonly #byCurrency = new Map<string, { records: number; amount: Decimal }>();
  #uncounted = 0;

  constructor({ amount }: Pick<WriteOperation, 'amount'>) {
    this.#amountField = amount;
  }

  count(record: JsonObject | undefined): void {
    if (this.#amountField === undefined) return;
    const amount = record?.[this.#amountField];
    const currency = record?.currency_id;
    const read = typeof amount === 'string' ? readAmount(amount) : undefined;
    if (read?.kind !== 'plain' || typeof currency !== 'string' || currency === '') {
      this.#uncounted += 1;
      return;
    }
    const total = this.#byCurrency.get(currency);
    if (!total) {
      this.#byCurrency.set(currency, { records: 1, amount: read.value });
      return;
    }
    total.records += 1;
    total.amount = add(total.amount, read.value);
  }

  toPlan(): Totals {
    const entries = [...this.#byCurrency].map(([currency, { records, amount }]) => [
      currency,
      { records, amount: formatDecimal(amount) },
    ]);
    return { by_currency: Object.fromEntries(entries), uncounted: this.#uncounted };
  }
}
