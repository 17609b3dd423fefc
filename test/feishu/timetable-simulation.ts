// The timetable against a gateway that counts every call of the last second, in made-up time: lanes on machines whose
// clocks differ, with timers that fire late and a network that takes now longer, now shorter, and a cold start for
// nearly every call.

import { laneSlots } from '../../shared/feishu/slots.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { handClock, type HandClock } from '../hand-clock.ts';
import { seededRandom, type Random } from '../seeded-random.ts';

export interface World {
  readonly seed: number;
  readonly lanes: number;
  readonly latencyMs: number;
  /** How much later a call may reach the gateway than it was meant to start, timer and network together. */
  readonly jitterMs: number;
  /** How far the clock of a lane's machine may be off, either way. */
  readonly skewMs: number;
  /** Clocks are off, and calls late, by the least or by the most, and never by anything between. */
  readonly atTheEdges?: boolean;
  readonly slotMs?: number;
}

export interface Seen {
  readonly arrivals: readonly number[];
  readonly refused: number;
  /** In the middle of the run, where every lane is at work. */
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
    // Refused calls are in the window too: the strictest reading.
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
    // A fifth of the jitter is the timer's, the rest the network's.
    sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms + off.between(0, jitterMs / 5), signal),
  };
  while (clock.now() < endMs) {
    // The queue hands the next message to a machine that knows nothing of the last.
    await clock.sleep(random.between(1, 20));
    const cold = createTimetable(offClock, {
      callsPerSecond: allowed,
      ...(slotMs === undefined ? {} : { slotMs }),
    }).lane(laneSlots(lane, lanes));
    // And it reads before it calls.
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
