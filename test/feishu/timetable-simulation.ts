// The timetable against a gateway that counts the calls of the last second, in simulated time. Machines have clocks that
// differ, timers that fire late, a network with varying delay, and a cold start for nearly every call.

import { laneSlots } from '../../shared/feishu/slots.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { handClock, type HandClock } from '../hand-clock.ts';
import { seededRandom, type Random } from '../seeded-random.ts';

export interface World {
  readonly seed: number;
  readonly lanes: number;
  readonly latencyMs: number;
  /** Milliseconds by which a call may reach the gateway later than its planned start, timer and network together. */
  readonly jitterMs: number;
  /** Milliseconds by which the clock of a lane's machine may be wrong, in either direction. */
  readonly skewMs: number;
  /** True: each skew and each delay is the least or the most, and nothing between. Undefined: false. */
  readonly atTheEdges?: boolean;
  readonly slotMs?: number;
}

export interface Seen {
  readonly arrivals: readonly number[];
  readonly refused: number;
  /** Measured in the middle of the run, where every lane is at work. */
  readonly callsPerSecond: number;
}

const runMs = 120_000;
const allowed = 10;

export async function simulate(world: World): Promise<Seen> {
  const clock = handClock();
  const startMs = clock.now();
  const random = seededRandom(world.seed);
  const arrivals: number[] = [];
  let refused = 0;

  function gateway(): boolean {
    const now = clock.now();
    arrivals.push(now);
    // Refused calls count too: the strictest way to read the limit.
    const tooMany = arrivals.filter((arrival) => arrival > now - 1000).length > allowed;
    if (tooMany) refused += 1;
    return !tooMany;
  }

  const lanes = Array.from({ length: world.lanes }, (_, lane) =>
    runLane(clock, world, lane, random, gateway, startMs + runMs),
  );
  await clock.until(Promise.all(lanes));

  const [from, to] = [startMs + runMs * 0.1, startMs + runMs * 0.9];
  const middle = arrivals.filter((arrival) => arrival >= from && arrival < to).length;
  return { arrivals, refused, callsPerSecond: middle / ((to - from) / 1000) };
}

async function runLane(
  clock: HandClock,
  { lanes, latencyMs, jitterMs, skewMs, slotMs, atTheEdges = false }: World,
  lane: number,
  random: Random,
  gateway: () => boolean,
  endMs: number,
): Promise<void> {
  const off = atTheEdges ? edgesOf(random) : random;
  const skew = off.between(-skewMs, skewMs);
  const offClock = {
    now: () => clock.now() + skew,
    // A fifth of the jitter is the timer's, and the rest is the network's.
    sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms + off.between(0, jitterMs / 5), signal),
  };
  while (clock.now() < endMs) {
    // The queue gives the next message to a machine without any state.
    await clock.sleep(random.between(1, 20));
    const cold = createTimetable(offClock, {
      callsPerSecond: allowed,
      ...(slotMs === undefined ? {} : { slotMs }),
    }).lane(laneSlots(lane, lanes));
    // The machine reads before it calls.
    await clock.sleep(random.between(1, 20));
    for (let calls = random.between(0, 2); calls > 0; calls -= 1) {
      await cold.turn({ deadlineMs: Infinity });
      await clock.sleep(off.between(0, (jitterMs * 4) / 5));
      if (!gateway()) cold.backOff(0);
      await clock.sleep(latencyMs);
    }
  }
}

function edgesOf(random: Random): Random {
  return { between: (min, max) => (random.between(0, 1) < 0.5 ? min : max) };
}
