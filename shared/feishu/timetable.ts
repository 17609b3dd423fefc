// Which call may start when. Feishu allows 10 calls a second per API, app and tenant; instead of counting calls
// somewhere, time itself is cut into slots by the clock on the wall, and every lane owns some of them. No shared
// counter, no lock, no memory: a cold start, a crash or a deployment change nothing.
// The rate: https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN

import type { Clock } from '../clock.ts';

/** Ten calls take this long: a call may start this much late and still no second holds eleven. */
const secondOfCallsMs = 1050;
const mostLateMs = secondOfCallsMs - 1000;

/** Says of a slot, by its number since 1970, whether it is the lane's. */
export type OwnsSlot = (slot: number) => boolean;

export interface Wait {
  /** No call starts after this time; a turn that would come later is not waited for. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

export type Turn = 'go' | 'deadline' | 'aborted';

/** One caller's slots. Many calls may wait for their turn at once; each gets a slot of its own. */
export interface Lane {
  turn(wait: Wait): Promise<Turn>;
  /** Feishu said "too many": nothing starts for that long, and then one turn is skipped. */
  backOff(resetMs: number): void;
}

export interface Timetable {
  lane(owns: OwnsSlot): Lane;
}

export function createTimetable(
  clock: Clock,
  callsPerSecond: number,
  slotMs = secondOfCallsMs / callsPerSecond,
): Timetable {
  return { lane: (owns) => createLane(clock, slotMs, owns) };
}

function createLane(clock: Clock, slotMs: number, owns: OwnsSlot): Lane {
  let lastTaken = -1;
  let heldUntilMs = 0;

  /**
   * Only slots that are still to begin: whoever had this lane a moment ago may have called in the slot that is now.
   */
  function nextOwned(fromMs: number): number {
    let slot = Math.max(Math.ceil(fromMs / slotMs), lastTaken + 1);
    while (!owns(slot)) slot += 1;
    return slot;
  }

  async function turn({ deadlineMs, signal }: Wait): Promise<Turn> {
    for (;;) {
      if (signal?.aborted) return 'aborted';
      const slot = nextOwned(Math.max(clock.now(), heldUntilMs));
      const startMs = slot * slotMs;
      if (startMs > deadlineMs) return 'deadline';
      lastTaken = slot;

      // A timer may fire before its time.
      for (let waitMs = startMs - clock.now(); waitMs > 0; waitMs = startMs - clock.now()) {
        await clock.sleep(waitMs, signal);
        if (signal?.aborted) return 'aborted';
      }
      // Too late, or held meanwhile: this slot is lost, the next one is as good.
      if (clock.now() - startMs <= mostLateMs && startMs >= heldUntilMs) return 'go';
    }
  }

  function backOff(resetMs: number): void {
    const skipped = Math.ceil((clock.now() + resetMs) / slotMs);
    let slot = skipped;
    while (!owns(slot)) slot += 1;
    heldUntilMs = Math.max(heldUntilMs, (slot + 1) * slotMs);
  }

  return { turn, backOff };
}
