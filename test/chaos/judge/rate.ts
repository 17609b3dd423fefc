// Finds calls beyond the rate, counted per second and API in the sandbox's own log.

import type { Evidence } from '../evidence.ts';
import { hasOneInvocationPerLane } from '../deployments.ts';
import type { Fault } from '../faults.ts';
import { wrong, type Finding } from './finding.ts';

const windowMs = 1000;
/** Ten slots of the timetable last 1050 ms: each 105 ms at ten calls a second. */
const tenSlotsMs = 1050;
/** On a busy machine a timer may fire this late at most. */
const slowMachineMs = 400;

/**
 * With these faults, and where one lane may have two invocations, a second may see too many calls. That is no failure:
 * Feishu answers 429, Payferry sends them again, and a lost record would show in the rows.
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

/** The least delay, in milliseconds, with which all calls fit into slots of their own. */
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

/** Where slots are long, arrival times show whether calls keep to them: a call starts when its slot begins. */
function outOfSlot({ story }: Evidence, api: string, arrivals: readonly number[]): Finding[] {
  if (story.deployment.callsPerSecond > 10 || story.skewMs > 0 || arrivals.length < fewestToTell) return [];
  // Token calls have no slots: a token is fetched when none is valid.
  if (api === 'auth.tenant_access_token') return [];
  const slotMs = tenSlotsMs / story.deployment.callsPerSecond;
  const late = arrivals.filter((ms) => ms % slotMs > lateInSlotMs);
  return late.length * 2 > arrivals.length
    ? [wrong(`${late.length} of ${arrivals.length} calls of ${api} came in the middle of a slot`)]
    : [];
}
