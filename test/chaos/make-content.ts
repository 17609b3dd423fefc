// The payments of a story: content of a record, drawn from the seed.

import type { Chance } from './chance.ts';
import type { LumpSum, Recurring } from './story.ts';

const remarks = ['', '', '', 'bonus', '该员工表现优异', 'a, "b"; c', '=1+1', 'two\nlines', "'quoted"];

export function aLumpSum(chance: Chance): LumpSum {
  return {
    resource: 'lump_sum_payment',
    person: chance.whole(1, 30),
    currency: chance.in(0.8) ? 'cny' : 'usd',
    remark: chance.pick(remarks),
    parts: Array.from({ length: chance.pick([1, 1, 1, 2, 3]) }, () => ({
      cents: chance.whole(1, 300) * chance.pick([1, 50, 100, 1000]),
      day: `2026-12-${chance.whole(10, 28)}`,
    })),
  };
}

/** `person` and `year` are placeholders. The stock assigns both, so that two payments never overlap by chance. */
export function aRecurring(chance: Chance): Recurring {
  return {
    resource: 'recurring_payment',
    person: 1,
    year: 2028,
    cents: chance.whole(1, 300) * chance.pick([1, 50, 100, 1000]),
    remark: chance.pick(remarks),
  };
}
