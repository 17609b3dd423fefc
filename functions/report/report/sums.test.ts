import { describe, expect, it } from 'vitest';

import { lumpSumCreate } from '../../../shared/feishu/operations/lump-sum-create.ts';
import { allInEnglish } from '../../../test/in-english.ts';
import { aPlan } from '../../../test/plan.ts';
import { ReportSums } from './sums.ts';

describe('a sum that differs from the plan', () => {
  it.each([
    ['CNY', 'CNY: the plan says 5, the report adds up to 7'],
    ['\u001b[2J', '"\\u001b[2J": the plan says 5, the report adds up to 7'],
    ['__proto__', '__proto__: the plan says 5, the report adds up to 7'],
  ])('in the currency %j is told, and gives no orders to a terminal', (currency, sentence) => {
    const sums = new ReportSums(lumpSumCreate);
    const record = { total_amount: '7', currency_id: currency };
    sums.count({
      line: { row: 1, rows: [1], record },
      outcome: { status: 'created', code: 0, message: '' },
    });
    const by_currency = Object.fromEntries([[currency, { records: 1, amount: '5' }]]);
    const plan = { ...aPlan({}), rows: 1, records: 1, totals: { by_currency, uncounted: 0 } };
    expect(allInEnglish(sums.toReport(plan).mismatch)).toEqual([sentence]);
  });
});
