// The section on export.

import type { Results } from '../results.ts';
import { occurring, table, time, whole } from './tables.ts';

/** The export's slots in a second: eight slots of ten are its own, and deliver looks up records in the other two. */
const ownSlots = 8 / 1.05;
const wanted = 0.97;

export function exportSection({ export: cases }: Results): string {
  const read = Object.values(cases).map(({ figures }) => figures);
  const columns = [
    { title: 'created in a day', by: 'ferry', spread: 'a day' },
    { title: 'in two minutes', by: 'ferry', spread: 'two minutes' },
    { title: 'one page after the other', by: 'one page after the other', spread: 'a day' },
  ] as const;
  const own = read.filter(({ by }) => by === 'ferry');
  const enough = own.filter((of) => of.calls_per_second / ownSlots >= wanted).length;
  return `## export

One full run over all bonuses of a sandbox, created evenly over a day or within two minutes. Beside it stands what the API offers:
a page of 500, and with its token the next. Payferry reads windows of time side by side, in eight of ten slots of the query API
(${ownSlots.toFixed(2)} calls a second).

${table(
  [
    'latency',
    ...columns.flatMap(({ title }) => [`${title}: calls/s`, 'records/s']),
    'read twice in two minutes',
  ],
  occurring(read.map(({ latency_ms }) => latency_ms)).map((latency) => {
    const of = columns.map(({ by, spread }) =>
      read.find((one) => one.latency_ms === latency && one.by === by && one.spread === spread),
    );
    return [
      time(latency),
      ...of.flatMap((one) =>
        one ? [one.calls_per_second.toFixed(2), whole((one.records / one.ms) * 1000)] : ['', ''],
      ),
      whole(of[1]?.repeats ?? 0),
    ];
  }),
)}

${wanted * 100} % of the slots were wanted. ${enough} of ${own.length} cases reach them, with ${sum(own.map(({ throttled }) => throttled))} calls refused by a 429.

**What limits it:** the slots, and how full their pages are. The last page of a window is seldom full. Neighbouring windows share a
second, which is read twice: hundreds of records where all were created within two minutes. A chain of pages has one call in flight,
so its latency is its limit. None of this depends on the local queue: a run is one message.`;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
