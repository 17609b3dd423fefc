// Ends the waiting of a batch whose job is stopped or complete. A batch may wait long for its turn (a slot in which it may
// call), and a stop must take effect before its call.
//
// - One check a second serves all waiting batches of a job.
// - There is no check between the turn and the call: it would take longer than the slot.

import type { Lane } from '../../../shared/feishu/timetable.ts';
import type { DeliverInvocation } from '../context.ts';
import { isStoppedOrComplete } from '../send/stop.ts';

export interface StopWhileWaiting {
  /**
   * The same lane, except that a turn which is waited for ends with `aborted` once the job is seen to be stopped or complete.
   */
  over(lane: Lane, job: string): Lane;
}

interface WaitingJob {
  readonly stop: AbortController;
  waiting: number;
  looking: boolean;
}

const lookEveryMs = 1000;

export function createStopWhileWaiting(invocation: DeliverInvocation): StopWhileWaiting {
  const jobs = new Map<string, WaitingJob>();

  async function look(job: string, waitingJob: WaitingJob): Promise<void> {
    waitingJob.looking = true;
    while (waitingJob.waiting > 0) {
      await invocation.clock.sleep(lookEveryMs);
      // A check that fails stops nothing: while a batch waits, the next one follows a second later.
      const isStopped =
        waitingJob.waiting > 0 && (await isStoppedOrComplete(invocation, job).catch(() => false));
      if (isStopped) waitingJob.stop.abort();
      if (isStopped) break;
    }
    waitingJob.looking = false;
  }

  return {
    over(lane, job) {
      const waitingJob = jobs.get(job) ?? { stop: new AbortController(), waiting: 0, looking: false };
      jobs.set(job, waitingJob);
      return {
        async turn({ deadlineMs, signal }) {
          waitingJob.waiting += 1;
          if (!waitingJob.looking) void look(job, waitingJob);
          try {
            const ends = signal ? AbortSignal.any([signal, waitingJob.stop.signal]) : waitingJob.stop.signal;
            return await lane.turn({ deadlineMs, signal: ends });
          } finally {
            waitingJob.waiting -= 1;
          }
        },
        backOff: (resetMs) => lane.backOff(resetMs),
      };
    },
  };
}
