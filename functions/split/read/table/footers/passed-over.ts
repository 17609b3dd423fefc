// The rows that are passed over, for the plan: how many, and the first of them with why.

import type { Say } from '../../../../../shared/words/say.ts';
import type { Row } from '../row.ts';

const mostTold = 20;

export class PassedOver {
  count = 0;
  readonly rows: { row: number; why: Say }[] = [];

  add({ row }: Row, why: Say): void {
    this.count += 1;
    if (this.rows.length < mostTold) this.rows.push({ row, why });
  }
}
