// The timetable's code in simulated time, with queues that give a lane one message at a time (the local queue) or up to ten
// (AWS). The messages of one invocation call concurrently, each in a slot of its own.

import { laneSlots } from '../../shared/feishu/slots.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { handClock } from '../../test/hand-clock.ts';
import { seededRandom } from '../../test/seeded-random.ts';
import { rounded } from '../numbers.ts';
import type { DeliverFigures } from './figures.ts';

const allowed = 10;
const runMs = 180_000;
const seed = 8;
/** The longest delay of a call (a fifth by timers, the rest by the network) and the largest error of a machine's clock. */
const [jitterMs, skewMs] = [25, 10];
/** Milliseconds between two invocations of a lane (queue, perhaps a cold start), and then before its first call (S3). */
const [leastQueueMs, mostQueueMs] = [10, 40];
const [leastReadMs, mostReadMs] = [10, 40];

export async function simulate(latency_ms: number, lanes: number, messages: number): Promise<DeliverFigures> {
  const clock = handClock();
  const random = seededRandom(seed);
  const endMs = clock.now() + runMs;
  const accepted: number[] = [];
  let throttled = 0;

  function arrive(): boolean {
    const now = clock.now();
    if (accepted.filter((ms) => ms > now - 1000).length >= allowed) {
      throttled += 1;
      return false;
    }
    accepted.push(now);
    return true;
  }

  async function runLane(number: number): Promise<void> {
    const skew = random.between(-skewMs, skewMs);
    const ownClock = {
      now: () => clock.now() + skew,
      sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms + random.between(0, jitterMs / 5), signal),
    };
    while (clock.now() < endMs) {
      await clock.sleep(random.between(leastQueueMs, mostQueueMs));
      const lane = createTimetable(ownClock, { callsPerSecond: allowed }).lane(laneSlots(number, lanes));
      await clock.sleep(random.between(leastReadMs, mostReadMs));
      const call = async () => {
        for (let answered = false; !answered;) {
          await lane.turn({ deadlineMs: Infinity });
          await clock.sleep(random.between(0, (jitterMs * 4) / 5));
          answered = arrive();
          if (!answered) lane.backOff(0);
        }
        await clock.sleep(latency_ms);
      };
      await Promise.all(Array.from({ length: messages }, call));
    }
  }

  await clock.until(Promise.all(Array.from({ length: lanes }, (_, number) => runLane(number))));
  // The beginning and the end are left out: lanes start together and end one by one, and neither is typical of a long file.
  const [from, to] = [endMs - runMs * 0.8, endMs - runMs * 0.1];
  const middle = accepted.filter((ms) => ms >= from && ms < to).length;
  return {
    kind: 'simulated',
    latency_ms,
    lanes,
    messages,
    calls_per_second: rounded((middle / (to - from)) * 1000, 3),
    throttled_share: rounded(throttled / (accepted.length + throttled), 4),
  };
}
