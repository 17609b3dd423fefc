// The section on export.

import type { ExportFigures } from '../export/figures.ts';
import { mark, type SectionOf } from './section.ts';
import { percent, table, time, whole } from './tell.ts';

const allowed = 10;
/** Eight slots of ten: the others are deliver's, which looks up with them what became of a call. */
const ownSlots = 8 / 1.05;
const wanted = 0.97;

export const exportSection: SectionOf = ({ machine, export: cases }) => {
  const read = Object.values(cases)
    .map(({ figures, ...at }) => ({ figures, at }))
    .toSorted((a, b) => a.figures.latency_ms - b.figures.latency_ms);
  return {
    markdown: `## export

All bonuses that a sandbox holds, created evenly over a day or within two minutes, as one full run; beside it the way that
the API offers, a page of 500 and with its token the next. The ferry reads windows of time side by side, in eight of ten
slots of the query API (7.62 calls a second); the other two are deliver's, for its look-ups. All figures are from the
sandbox's log.

${table(
  [
    'latency',
    'who',
    'created within',
    'calls/s',
    'of the 10 allowed',
    'of its slots',
    '429',
    'records/s',
    'windows',
    'read twice',
  ],
  read.map(({ figures, at }) => [
    time(figures.latency_ms),
    `${figures.by}${mark(at, machine.cores)}`,
    figures.spread,
    figures.calls_per_second.toFixed(2),
    percent(figures.calls_per_second / allowed),
    figures.by === 'ferry' ? percent(figures.calls_per_second / ownSlots) : '',
    `${figures.throttled} of ${figures.calls}`,
    whole((figures.records / figures.ms) * 1000),
    figures.windows === undefined ? '' : String(figures.windows),
    figures.repeats === undefined ? '' : whole(figures.repeats),
  ]),
)}

**What limits it:** the slots, and how full the pages are that come back in them: the last page of a window is seldom full,
and neighbouring windows share a second, which is read twice: hundreds of records of one second each, where all came within
two minutes, and a window is cut later the longer an answer takes. ${told(read.map(({ figures }) => figures))} A chain of pages has one call in
flight, so its latency is its limit: it cannot use more of the rate than one call in that time.

None of this depends on how many messages the local queue gives: a run is one message.`,
    plots: {},
  };
};

function told(read: readonly ExportFigures[]): string {
  const ferry = read.filter(({ by }) => by === 'ferry');
  if (ferry.length === 0) return '';
  const missed = ferry.filter(({ calls_per_second }) => calls_per_second / ownSlots < wanted);
  if (missed.length === 0) return 'At least 97 % of the slots were wanted, and are used in every case.';
  const names = missed.map(
    ({ latency_ms, spread, calls_per_second }) =>
      `${time(latency_ms)}, ${spread} (${percent(calls_per_second / ownSlots)})`,
  );
  return `At least 97 % of the slots were wanted: not reached at ${names.join('; ')}.`;
}
