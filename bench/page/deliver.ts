// The section on deliver.

import type { Carried } from '../deliver/figures.ts';
import { slotsAllow } from '../deliver/slots-allow.ts';
import type { Results } from '../results.ts';
import { occurring, percent, table, time } from './tables.ts';

const slotMs = 105;
/** The share of its slots that a lane must use, if its turns are further apart than its calls take. */
const wanted = 0.97;

export function deliverSection({ deliver }: Results): string {
  const all = Object.values(deliver).map(({ figures }) => figures);
  const carried = all.filter((figures) => figures.kind === 'carried');
  const usual = carried.filter((of) => !of.refused_count);
  const strict = carried.filter((of) => of.refused_count);
  const simulated = all.filter((figures) => figures.kind === 'simulated');
  const small = all.find((figures) => figures.kind === 'small file');
  const latencies = occurring(usual.map(({ latency_ms }) => latency_ms));
  const whos = [...new Set(usual.toSorted((a, b) => (a.lanes ?? 99) - (b.lanes ?? 99)).map(who))];
  const lanesTried = occurring(simulated.map(({ lanes }) => lanes));
  const rateOf = (lanes: number, messages: number, latency: number) =>
    simulated
      .find((of) => of.lanes === lanes && of.messages === messages && of.latency_ms === latency)
      ?.calls_per_second.toFixed(2) ?? '';
  return `## deliver

Calls a second that the sandbox accepted, by its own log, of the 10 that it allows. A call carries 500 records; in brackets, the
share of calls that got a 429. Payferry runs with 1 to 40 lanes. The loops beside it have no timetable: one call in flight; ten;
four processes with ten each and a token bucket of their own, as environments of a function have that share nothing. They wait as
long as a 429 asks for. They write no outcomes, and look nothing up.

${table(
  ['latency', ...whos],
  latencies.map((latency) => [
    time(latency),
    ...whos.map((name) => told(usual.find((of) => of.latency_ms === latency && who(of) === name))),
  ]),
)}

${reached(usual)}

A loop that runs into 429s gets a little more, for as long as a refused call costs nothing. No page of Feishu's says that. Where a
refused call counts in the next second as well, such a loop gets next to nothing:

${table(
  ['latency', ...strict.map(who)],
  occurring(strict.map(({ latency_ms }) => latency_ms)).map((latency) => [
    time(latency),
    ...strict.map(told),
  ]),
)}

A small file, alone and with everything warm, has its call ${small ? time(small.from_drop_ms) : 'at a time that was not measured'} after the drop. With nothing running yet it has it
${small ? time(small.cold_ms) : 'at a time that was not measured'} after its message: split leaves 700 ms for a cold start when it chooses the first lane.

**What depends on the local queue.** It gives an invocation one message of a lane at a time, so a lane waits for each answer. AWS
gives up to ten, and deliver calls for all of them side by side. Simulated with the timetable's own code (timers and network up to
25 ms late, clocks 10 ms off either way), calls a second with one message and with ten:

${table(
  ['latency', ...lanesTried.map((lanes) => `${lanes} lane${lanes === 1 ? '' : 's'}`)],
  occurring(simulated.map(({ latency_ms }) => latency_ms)).map((latency) => [
    time(latency),
    ...lanesTried.map((lanes) => `${rateOf(lanes, 1, latency)}, ${rateOf(lanes, 10, latency)}`),
  ]),
)}

At most ${percent(Math.max(0, ...simulated.map((of) => of.throttled_share)))} of the simulated calls got a 429.

**What limits it:** Feishu's rate, of which [the timetable](architecture.md#the-timetable) can use ${percent(100 / slotMs)}. A lane has one call in flight.
Where an answer takes longer than the lane's turn to come round (lanes × ${slotMs} ms), the next turn is lost: more lanes (\`LANES\`)
help. A process that wakes too late for its slot loses it, as on a machine with too much to do.`;
}

function who({ by, lanes, processes }: Carried): string {
  if (by === 'ferry') return `${lanes ?? 1} lane${lanes === 1 ? '' : 's'}`;
  return by === 'bucket per process' ? `bucket per process (${processes ?? 1})` : by;
}

function told(of: Carried | undefined): string {
  if (!of) return '';
  return `${of.calls_per_second.toFixed(2)}${of.throttled > 0 ? ` (${percent(of.throttled / of.calls)})` : ''}`;
}

function reached(usual: readonly Carried[]): string {
  const held = usual.filter(({ by, lanes = 1, latency_ms }) => by === 'ferry' && lanes * slotMs > latency_ms);
  const shares = held.map((of) => of.calls_per_second / slotsAllow(of.latency_ms, of.lanes ?? 1));
  const enough = shares.filter((share) => share >= wanted).length;
  return `Where a lane's turn comes round more slowly than its answers, ${wanted * 100} % of its slots were wanted. ${enough} of ${held.length} cases reach them.`;
}
