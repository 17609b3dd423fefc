// Counts what the manifest says of the records: their number, totals by currency, the fields that came, and the fields that a
// scope may hide.

import type { QueryOperation } from '../../../shared/feishu/operation.ts';
import { isJsonObject, type JsonObject } from '../../../shared/values/json.ts';
import { RunningTotals, type Totals } from '../../../shared/values/totals.ts';

export class SnapshotSums {
  readonly #totals: RunningTotals;
  readonly #fields = new Set<string>();
  records = 0;

  constructor(amount: string) {
    this.#totals = new RunningTotals({ amount });
  }

  count(record: JsonObject): void {
    this.records += 1;
    this.#totals.count(record);
    for (const [field, value] of Object.entries(record)) {
      this.#fields.add(field);
      if (!Array.isArray(value)) continue;
      for (const element of value.filter(isJsonObject))
        for (const inner of Object.keys(element)) this.#fields.add(`${field}.${inner}`);
    }
  }

  totals(): Totals {
    return this.#totals.toPlan();
  }

  fields(): readonly string[] {
    return [...this.#fields].toSorted();
  }

  /**
   * Fields that need a scope and that no record has: the app may lack the scope, or no record has a value. Empty without
   * records.
   */
  maybeHidden({ fieldScopes }: QueryOperation): readonly { field: string; scope: string }[] {
    if (this.records === 0) return [];
    const hidden = Object.entries(fieldScopes).filter(([field]) => !this.#fields.has(field));
    return hidden.map(([field, scope]) => ({ field, scope }));
  }
}
