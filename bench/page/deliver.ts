// The section on deliver.

import type { Carried, DeliverFigures } from '../deliver/figures.ts';
import { slotsAllow } from '../deliver/slots-allow.ts';
import { mark, type SectionOf } from './section.ts';
import { percent, table, time, whole } from './tell.ts';
import type { Plot } from './plot.ts';

type Simulated = Extract<DeliverFigures, { kind: 'simulated' }>;

const allowed = 10;
const recordsPerCall = 500;
const slotMs = 105;
const wanted = 0.97;

export const deliverSection: SectionOf = ({ machine, deliver }) => {
  const cases = Object.values(deliver).toSorted(byLatencyAndLanes);
  const carried = cases.flatMap(({ figures, ...at }) =>
    figures.kind === 'carried' ? [{ figures, at }] : [],
  );
  const usual = carried.filter(({ figures }) => !figures.refused_count);
  const ferry = usual.filter(({ figures }) => figures.by === 'ferry');
  const loops = usual.filter(({ figures }) => figures.by !== 'ferry');
  const strict = carried.filter(({ figures }) => figures.refused_count);
  const simulated = cases.flatMap(({ figures }) => (figures.kind === 'simulated' ? [figures] : []));
  const [small] = cases.flatMap(({ figures }) => (figures.kind === 'small file' ? [figures] : []));
  const plot = sharePlot(usual.map(({ figures }) => figures));
  return {
    markdown: `## deliver

The same records, 500 a call, to the same sandbox, which refuses the eleventh call of any second and does not count what
it refused; all figures are from its own log of calls. A steady rate is the slope of the accepted calls over time,
without the first and the last tenth; the environments of all lanes have begun before. "Slots" is what the timetable
leaves to a lane that makes one call at a time: all of 9.52 a second where a lane's turn comes round more slowly than its
answers, else every second turn, and so on.

${table(
  [
    'latency',
    'lanes',
    'calls/s',
    'records/s',
    'of the 10 allowed',
    'of its slots',
    '429',
    'first call',
    'last answer',
  ],
  ferry.map(({ figures, at }) => [
    time(figures.latency_ms),
    `${figures.lanes}${mark(at, machine.cores)}`,
    figures.calls_per_second.toFixed(2),
    whole(figures.calls_per_second * recordsPerCall),
    percent(figures.calls_per_second / allowed),
    percent(figures.calls_per_second / slotsAllow(figures.latency_ms, figures.lanes ?? 1)),
    `${figures.throttled} of ${figures.calls}`,
    time(figures.first_ms),
    `${time(figures.last_ms)} (${whole(figures.records)} records)`,
  ]),
)}

Times count from the file in the inbox: split reads it first. A small file, alone and with everything warm, has its call
${small ? `${time(small.from_drop_ms)} after the drop (${time(small.warm_ms)} after its message is queued, the slowest of ${small.files} ${time(small.slowest_ms)}); with nothing running yet ${time(small.cold_ms)} after the message` : 'at a time that was not measured'}.
Split leaves 700 ms for a cold start when it chooses the first lane.

Beside it, without a ferry: a loop with one call in flight, a loop with ten, and four processes with ten in flight each
and a token bucket of 10 a second each, as four environments of a function would have that share nothing. All wait as
long as a 429 asks for. None of them writes an outcome, knows after a crash what it sent, or looks up what had no answer.

${table(
  ['latency', 'who', 'calls/s', 'of the 10 allowed', '429', 'first call', 'last answer'],
  loops.map(({ figures, at }) => [
    time(figures.latency_ms),
    `${figures.by}${figures.by === 'bucket per process' ? ` (${figures.processes ?? 1})` : ''}${mark(at, machine.cores)}`,
    figures.calls_per_second.toFixed(2),
    percent(figures.calls_per_second / allowed),
    `${figures.throttled} of ${figures.calls}`,
    time(figures.first_ms),
    `${time(figures.last_ms)} (${whole(figures.records)} records)`,
  ]),
)}

![Calls a second by latency](performance-deliver.svg)

A loop that runs into 429s uses the rest of each second, too, and so a little more of the rate, for as long as a refused
call costs nothing. No page of Feishu's says that. Where refused calls count in the next second as well (a loop was
stopped after a minute):

${table(
  ['latency', 'who', 'calls/s', 'of the 10 allowed', '429', 'records'],
  strict.map(({ figures, at }) => [
    time(figures.latency_ms),
    `${figures.by}${mark(at, machine.cores)}`,
    figures.calls_per_second.toFixed(2),
    percent(figures.calls_per_second / allowed),
    `${figures.throttled} of ${figures.calls}`,
    whole(figures.records),
  ]),
)}

**What depends on the local queue.** It gives an invocation one message of a lane at a time; AWS gives up to ten of those
that wait, and deliver calls for all of them side by side, each in a slot of its own. So the figures above are those of a
lane that waits for each answer, and the worst that AWS can do. Simulated, not measured: the timetable's own code in
made-up time, timers and network up to 25 ms late, clocks 10 ms off either way, 10 to 40 ms between two invocations of
a lane, and as much again for S3 before the first call.

${simulatedTable(
  simulated,
  ferry.map(({ figures }) => figures),
)}

**What limits it:** Feishu's rate. A slot has 105 ms where 100 would be allowed, so 95.2 % of the rate is the most that
the timetable can use; the other 4.8 % buy that a call may be 50 ms late and no strict second holds eleven.
${told(ferry.map(({ figures }) => figures))} With a latency close to lanes × 105 ms the time between two
invocations of a lane (queue, S3) counts too: with 10 lanes at 1 s 50 ms are left, of which some 35 are taken. A lane
may call up to 10 ms late and catches up by its next turns; what takes longer has missed one. Where the answers of a
lane take longer than its turn to come round, the next turn is lost: more lanes (\`LANES\`) help, for each has one call
in flight. A slot is lost, too, to a process that wakes more than 50 ms late for it, as on a machine with too much to do.`,
    plots: plot ? { 'performance-deliver.svg': plot } : {},
  };
};

interface Told {
  readonly figures: DeliverFigures;
}

function byLatencyAndLanes(a: Told, b: Told): number {
  return placeOf(a) - placeOf(b);
}

function placeOf({ figures }: Told): number {
  return figures.kind === 'small file' ? 0 : figures.latency_ms * 100 + (figures.lanes ?? 0);
}

/** The target holds where a lane's turn comes round more slowly than its answers. */
function told(ferry: readonly Carried[]): string {
  const held = ferry.filter(({ lanes = 1, latency_ms }) => lanes * slotMs > latency_ms);
  if (held.length === 0) return '';
  const shares = held.map(({ calls_per_second, latency_ms, lanes = 1 }) => ({
    share: calls_per_second / slotsAllow(latency_ms, lanes),
    name: `${lanes} lane${lanes === 1 ? '' : 's'} at ${time(latency_ms)}`,
  }));
  const missed = shares.filter(({ share }) => share < wanted);
  const reached = `Where lanes × 105 ms exceed the latency, at least 97 % of the slots were wanted, and reached in ${shares.length - missed.length} of ${shares.length} cases`;
  if (missed.length === 0) return `${reached}.`;
  return `${reached}; not by ${missed.map(({ name, share }) => `${name} (${percent(share)})`).join(', ')}.`;
}

function simulatedTable(simulated: readonly Simulated[], ferry: readonly Carried[]): string {
  const of = (one: Simulated, messages: number) =>
    simulated.find(
      (other) =>
        other.latency_ms === one.latency_ms && other.lanes === one.lanes && other.messages === messages,
    );
  const measured = (one: Simulated) =>
    ferry.find((other) => other.latency_ms === one.latency_ms && other.lanes === one.lanes);
  return table(
    [
      'latency',
      'lanes',
      'one message at a time, measured',
      'one, simulated',
      'ten, simulated',
      '429 with ten',
    ],
    simulated
      .filter(({ messages }) => messages === 1)
      .map((one) => {
        const ten = of(one, 10);
        return [
          time(one.latency_ms),
          String(one.lanes),
          measured(one)?.calls_per_second.toFixed(2) ?? 'not measured',
          one.calls_per_second.toFixed(2),
          ten?.calls_per_second.toFixed(2) ?? '',
          percent(ten?.throttled_share ?? 0),
        ];
      }),
  );
}

function sharePlot(carried: readonly Carried[]): Plot | undefined {
  const latencies = [...new Set(carried.map(({ latency_ms }) => latency_ms))].toSorted((a, b) => a - b);
  if (latencies.length < 2) return undefined;
  const named = Map.groupBy(carried, ({ by, lanes }) =>
    by === 'ferry' ? `ferry, ${lanes} lane${lanes === 1 ? '' : 's'}` : by,
  );
  return {
    title: 'Calls a second that Feishu accepts, by its latency',
    x: { label: 'latency', log: true, ticks: latencies, show: time },
    y: { label: 'calls a second', ticks: [0, 2, 4, 6, 8, 10] },
    series: [...named].map(([name, of]) => ({
      name,
      dashed: !name.startsWith('ferry'),
      points: of
        .toSorted((a, b) => a.latency_ms - b.latency_ms)
        .map(({ latency_ms, calls_per_second }) => [latency_ms, calls_per_second] as const),
    })),
  };
}
