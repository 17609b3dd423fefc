// The share of its slots that an export uses, compared with a client that asks for one page after the other.

import type { Part } from './case.ts';
import { readByFerry, readPageAfterPage } from './export/read.ts';

const spreads = ['a day', 'two minutes'] as const;
const latenciesMs = [100, 300, 1000, 3000];

export const exportCases: Part = ({ quick }) => {
  const [records, pages] = quick ? [10_000, 5] : [100_000, 30];
  return (quick ? [300] : latenciesMs).flatMap((latencyMs) => [
    ...spreads.map((spread) => ({
      name: `ferry, ${latencyMs} ms, created within ${spread}`,
      run: () => readByFerry(spread, latencyMs, records),
    })),
    {
      name: `one page after the other, ${latencyMs} ms`,
      run: () => readPageAfterPage('a day', latencyMs, records, pages),
    },
  ]);
};
