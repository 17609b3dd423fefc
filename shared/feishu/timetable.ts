// Which call may start when. Feishu allows 10 calls a second per API, app and tenant; instead of counting calls
// somewhere, time itself is cut into slots by the clock on the wall, and every lane owns some of them. No shared
// counter, no lock, no memory: a cold start, a crash or a deployment change nothing.
// The rate: https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN

import type { Clock } from '../clock.ts';

export interface Rate {
  readonly callsPerSecond: number;
  /** What Feishu takes for a second: tests may run it shorter. */
  readonly secondMs?: number;
  /** Only to show that a shorter one would not do. */
  readonly slotMs?: number;
}

/** Each slot is this much longer than its share of the second: calls may start that much late. */
const roomShare = 0.05;
/** What of that a lane may use up that was not ready when its slot began. Timers, network and clocks need the rest. */
const unreadyShare = 0.01;

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
  /** Feishu said "too many": nothing starts for that long (a second, if it did not say), and then one turn is skipped. */
  backOff(resetMs: number | undefined): void;
}

export interface Timetable {
  /** Whoever called in these slots before had ended by `heldSinceMs`; by now, if that is not said. */
  lane(owns: OwnsSlot, heldSinceMs?: number): Lane;
}

/** A cold function is ready to call after this time. */
const firstCallAfterMs = 700;

/** The lane that has the next slot when a new job's first batch can be called, so that it need not wait for a turn. */
export function firstLane(nowMs: number, lanes: number, callsPerSecond: number): number {
  const slotMs = (1000 * (1 + roomShare)) / callsPerSecond;
  return Math.ceil((nowMs + firstCallAfterMs) / slotMs) % lanes;
}

export function createTimetable(clock: Clock, rate: Rate): Timetable {
  return { lane: (owns, heldSinceMs = clock.now()) => createLane(clock, rate, owns, heldSinceMs) };
}

function createLane(
  clock: Clock,
  { callsPerSecond, secondMs = 1000, ...rate }: Rate,
  owns: OwnsSlot,
  heldSinceMs: number,
): Lane {
  const slotMs = rate.slotMs ?? (secondMs * (1 + roomShare)) / callsPerSecond;
  const mostLateMs = secondMs * roomShare;
  const mostUnreadyMs = secondMs * unreadyShare;
  let lastTaken = -1;
  let blockedUntilMs = 0;

  function owned(from: number): number {
    let slot = from;
    while (!owns(slot)) slot += 1;
    return slot;
  }

  async function turn({ deadlineMs, signal }: Wait): Promise<Turn> {
    for (;;) {
      if (signal?.aborted) return 'aborted';
      const nowMs = clock.now();
      // Not a slot that began before the lane was ours: whoever had it until then may have called in it.
      const sinceMs = Math.max(nowMs - mostUnreadyMs, Math.min(heldSinceMs, nowMs));
      const next = Math.ceil(Math.max(sinceMs, blockedUntilMs) / slotMs);
      const slot = owned(Math.max(next, lastTaken + 1));
      const startMs = slot * slotMs;
      if (startMs > deadlineMs) return 'deadline';
      lastTaken = slot;

      // A timer may fire before its time.
      for (let waitMs = startMs - clock.now(); waitMs > 0; waitMs = startMs - clock.now()) {
        await clock.sleep(waitMs, signal);
        if (signal?.aborted) return 'aborted';
      }
      const now = clock.now();
      if (now > deadlineMs) return 'deadline';
      // Too late, or blocked meanwhile: this slot is lost, the next one is as good.
      if (now - startMs <= mostLateMs && startMs >= blockedUntilMs) return 'go';
    }
  }

  function backOff(resetMs = secondMs): void {
    const skipped = owned(Math.ceil((clock.now() + resetMs) / slotMs));
    blockedUntilMs = Math.max(blockedUntilMs, (skipped + 1) * slotMs);
  }

  return { turn, backOff };
}
