// When a call may start. Feishu allows 10 calls a second per API, app and tenant. Time is cut into slots by the wall clock, and
// each lane owns some of the slots. There is no shared counter, lock or memory: a cold start, a crash or a deployment changes
// nothing. The rate: https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN

import type { Clock } from '../clock.ts';

export interface Rate {
  readonly callsPerSecond: number;
  /** Feishu's second; tests may make it shorter. 1000 if absent. */
  readonly secondMs?: number;
  /** The length of a slot. Only the test gives it which shows that a shorter slot would break the rate. */
  readonly slotMs?: number;
}

/** The slots of a second last this share of a second longer than it. A call may start late by as much. */
const roomShare = 0.05;
/** The share of a second by which a lane may be late that was not ready when its slot began. Clocks and network need the rest. */
const unreadyShare = 0.01;

/** True for the slots that a lane owns. Slots are numbered from 1970. */
export type OwnsSlot = (slot: number) => boolean;

export interface Wait {
  /** Epoch milliseconds after which no call starts; a later turn is not waited for. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

export type Turn = 'go' | 'deadline' | 'aborted';

/** One caller's slots. Many calls may wait for their turn at once; each gets its own slot. */
export interface Lane {
  turn(wait: Wait): Promise<Turn>;
  /** After "too many calls": no call starts for `resetMs` (a second if undefined), and then one turn is skipped. */
  backOff(resetMs: number | undefined): void;
}

export interface Timetable {
  /** `heldSinceMs`: no other caller has used these slots since this time; now if absent. */
  lane(owns: OwnsSlot, heldSinceMs?: number): Lane;
}

/** The time after which a cold function is usually ready to call. */
const firstCallAfterMs = 700;

export function slotMsAt(callsPerSecond: number, secondMs = 1000): number {
  return (secondMs * (1 + roomShare)) / callsPerSecond;
}

/** The lane that has the next slot when a new job's first batch can be called, so that it need not wait for a turn. */
export function firstLane(nowMs: number, lanes: number, callsPerSecond: number): number {
  return Math.ceil((nowMs + firstCallAfterMs) / slotMsAt(callsPerSecond)) % lanes;
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
  const slotMs = rate.slotMs ?? slotMsAt(callsPerSecond, secondMs);
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
      // Skip a slot that began before the lane was ours: its earlier holder may have called in it.
      const sinceMs = Math.max(nowMs - mostUnreadyMs, Math.min(heldSinceMs, nowMs));
      const next = Math.ceil(Math.max(sinceMs, blockedUntilMs) / slotMs);
      const slot = owned(Math.max(next, lastTaken + 1));
      const startMs = slot * slotMs;
      if (startMs > deadlineMs) return 'deadline';
      lastTaken = slot;

      // A timer may fire too early.
      for (let waitMs = startMs - clock.now(); waitMs > 0; waitMs = startMs - clock.now()) {
        await clock.sleep(waitMs, signal);
        if (signal?.aborted) return 'aborted';
      }
      const now = clock.now();
      if (now > deadlineMs) return 'deadline';
      // Skip the slot if the timer fired too late or the lane was blocked meanwhile, and take the next.
      if (now - startMs <= mostLateMs && startMs >= blockedUntilMs) return 'go';
    }
  }

  function backOff(resetMs = secondMs): void {
    const skipped = owned(Math.ceil((clock.now() + resetMs) / slotMs));
    blockedUntilMs = Math.max(blockedUntilMs, (skipped + 1) * slotMs);
  }

  return { turn, backOff };
}
