// The rows that are passed over, for the plan: how many, and the first of them with why.

import type { Say } from '../../../../../shared/words/say.ts';
import type { Row } from '../row.ts';

const mostTold = 20;

export class PassedOver {
  count = 0;
  /** The first ones by their rows, which need not come in order. */
  rows: { readonly row: number; readonly why: Say }[] = [];

  add({ row }: Row, why: Say): void {
    this.count += 1;
    const last = this.rows[mostTold - 1];
    if (last && last.row < row) return;
    this.rows = [...this.rows, { row, why }].toSorted((a, b) => a.row - b.row).slice(0, mostTold);
  }
}
