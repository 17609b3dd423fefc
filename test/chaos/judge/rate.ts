// No call beyond the rate: in each second, of each API, by the sandbox's own log.

import type { Evidence } from '../evidence.ts';
import { hasOneInvocationPerLane } from '../deployments.ts';
import type { Fault } from '../faults.ts';
import { wrong, type Finding } from './finding.ts';

const windowMs = 1000;
/** As the timetable's ten slots of 105 ms. */
const tenSlotsMs = 1050;
/** A machine that is busy with other things wakes up so late at most. */
const slowMachineMs = 400;

/**
 * Where clocks jump, lanes change or calls tarry on their way, and where two invocations have one lane, there may be too
 * many: they were answered 429 and sent again, or the rows would tell.
 */
export const excuses: ReadonlySet<Fault['kind']> = new Set(['clock_jump', 'deploy', 'feishu_late']);

export function judgeRate(evidence: Evidence): Finding[] {
  const { story, struck, calls, pace } = evidence;
  const isExcused =
    [...struck].some(({ kind }) => excuses.has(kind)) || !hasOneInvocationPerLane(story.deployment);
  if (isExcused) return [];
  const counted = calls.filter(({ api, code }) => api !== null && !tokenCodes.has(code ?? 0));
  return [...Map.groupBy(counted, ({ api }) => api ?? '')].flatMap(([api, some]) => {
    const refusedOnPurpose = some.some(({ fault }) => fault === 'throttle_burst' || fault === 'throttled');
    const arrivals = some
      .filter(({ code }) => !(refusedOnPurpose && code === 99991400))
      .map(({ arrived_ms }) => arrived_ms)
      .toSorted((a, b) => a - b);
    return [
      ...tooMany(api, arrivals, story.deployment.callsPerSecond, slowMachineMs * pace),
      ...outOfSlot(evidence, api, arrivals),
    ];
  });
}

const tokenCodes = new Set([99991661, 99991663, 99991668]);

function tooMany(api: string, arrivals: readonly number[], rate: number, slowMs: number): Finding[] {
  const most = Math.max(
    0,
    ...arrivals.map((ms, at) => at - arrivals.findIndex((one) => one > ms - windowMs) + 1),
  );
  if (most <= rate || lateness(arrivals, tenSlotsMs / rate) <= slowMs) return [];
  return [wrong(`${api} was called ${most} times in a second, ${rate} are allowed`)];
}

/** How late calls must have come if each had a slot of its own. */
function lateness(arrivals: readonly number[], slotMs: number): number {
  let free = Infinity;
  return arrivals.toReversed().reduce((most, ms) => {
    const slot = Math.min(Math.floor(ms / slotMs), free);
    free = slot - 1;
    return Math.max(most, ms - slot * slotMs);
  }, 0);
}

const fewestToTell = 6;
const lateInSlotMs = 45;

/** Where slots are long, it shows whether calls keep to them at all: they come when one begins. */
function outOfSlot({ story }: Evidence, api: string, arrivals: readonly number[]): Finding[] {
  if (story.deployment.callsPerSecond > 10 || story.skewMs > 0 || arrivals.length < fewestToTell) return [];
  // A token has no slots: it is asked for when there is none.
  if (api === 'auth.tenant_access_token') return [];
  const slotMs = tenSlotsMs / story.deployment.callsPerSecond;
  const late = arrivals.filter((ms) => ms % slotMs > lateInSlotMs);
  return late.length * 2 > arrivals.length
    ? [wrong(`${late.length} of ${arrivals.length} calls of ${api} came in the middle of a slot`)]
    : [];
}
