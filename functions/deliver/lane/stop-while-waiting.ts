// A batch may wait long for its turn, and a stop must take effect before its call: one look a second, for all batches of
// a lane that wait, ends their waiting. Not between the turn and the call: the slot would be over.

import type { Lane } from '../../../shared/feishu/timetable.ts';
import type { DeliverInvocation } from '../context.ts';
import { isStoppedOrComplete } from '../send/stop.ts';

export interface StopWhileWaiting {
  /** The lane, whose turns are `aborted` when the job is stopped meanwhile. */
  over(lane: Lane, job: string): Lane;
}

interface Watched {
  readonly stop: AbortController;
  waiting: number;
  looking: boolean;
}

const lookEveryMs = 1000;

export function createStopWhileWaiting(invocation: DeliverInvocation): StopWhileWaiting {
  const jobs = new Map<string, Watched>();

  async function look(job: string, watched: Watched): Promise<void> {
    watched.looking = true;
    while (watched.waiting > 0) {
      await invocation.clock.sleep(lookEveryMs);
      // A look that fails is no stop; whoever sends looks again.
      const isStopped =
        watched.waiting > 0 && (await isStoppedOrComplete(invocation, { plan: { job } }).catch(() => false));
      if (isStopped) watched.stop.abort();
      if (isStopped) break;
    }
    watched.looking = false;
  }

  return {
    over(lane, job) {
      const watched = jobs.get(job) ?? { stop: new AbortController(), waiting: 0, looking: false };
      jobs.set(job, watched);
      return {
        async turn({ deadlineMs, signal }) {
          watched.waiting += 1;
          if (!watched.looking) void look(job, watched);
          try {
            const ends = signal ? AbortSignal.any([signal, watched.stop.signal]) : watched.stop.signal;
            return await lane.turn({ deadlineMs, signal: ends });
          } finally {
            watched.waiting -= 1;
          }
        },
        backOff: (resetMs) => lane.backOff(resetMs),
      };
    },
  };
}
