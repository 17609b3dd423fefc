import { describe, expect, it } from 'vitest';

import { handClock } from '../../test/hand-clock.ts';
import { allSlots, laneSlots } from './slots.ts';
import { createTimetable, type Turn } from './timetable.ts';

const slotMs = 105;
/** The beginning of a slot whose number is a multiple of 20. */
const startMs = slotMs * 20 * 800_000;
const always = { deadlineMs: Infinity };
const rate = { callsPerSecond: 10 };

function aLane({ owns = laneSlots(3, 20), atMs = startMs } = {}) {
  const clock = handClock(atMs);
  return { clock, lane: createTimetable(clock, { callsPerSecond: 10 }).lane(owns) };
}

describe("a lane's turn", () => {
  it("comes at the beginning of the lane's next slot", async () => {
    const { clock, lane } = aLane();
    const started: number[] = [];
    for (let call = 0; call < 3; call += 1) {
      await clock.until(lane.turn(always));
      started.push((clock.now() - startMs) / slotMs);
    }
    expect(started).toEqual([3, 23, 43]);
  });

  it('is one call each, however many wait', async () => {
    const { clock, lane } = aLane({ owns: allSlots.owns });
    const started: number[] = [];
    const calls = Array.from({ length: 5 }, async () => {
      await lane.turn(always);
      started.push((clock.now() - startMs) / slotMs);
    });
    await clock.until(Promise.all(calls));
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });

  it('is not the slot that had begun before the lane was held: another invocation may have called in it', async () => {
    const { clock, lane } = aLane({ atMs: startMs + 3 * slotMs + 1 });
    await clock.until(lane.turn(always));
    expect((clock.now() - startMs) / slotMs).toBe(23);
  });

  it.each([
    [0, 10, 3],
    [0, 11, 23],
    [1, 10, 23],
  ])(
    'held since %i ms after a slot began and ready %i ms after, it is slot %i',
    async (held, ready, slot) => {
      const clock = handClock(startMs + 3 * slotMs + ready);
      const lane = createTimetable(clock, rate).lane(laneSlots(3, 20), startMs + 3 * slotMs + held);
      await clock.until(lane.turn(always));
      expect(clock.now() - startMs).toBe(slot === 3 ? 3 * slotMs + ready : slot * slotMs);
      await clock.until(lane.turn(always));
      expect((clock.now() - startMs) / slotMs).toBe(slot + 20);
    },
  );

  it('cannot be late for long where the second is short', async () => {
    const clock = handClock(startMs + 0.2);
    const lane = createTimetable(clock, { callsPerSecond: 10, secondMs: 10 }).lane(allSlots.owns, startMs);
    await clock.until(lane.turn(always));
    expect(clock.now() - startMs).toBeCloseTo(1.05, 2);
  });

  it('is skipped if the timer fires more than 50 ms late, and the next slot is taken', async () => {
    const clock = handClock(startMs);
    const lateMs = [51, 50];
    const sleepy = createTimetable(
      { ...clock, sleep: (ms, signal) => clock.sleep(ms + (lateMs.shift() ?? 0), signal) },
      rate,
    );
    await clock.until(sleepy.lane(laneSlots(3, 20)).turn(always));
    expect(clock.now() - startMs).toBe(23 * slotMs + 50);
  });

  it('is waited for again when a timer fires before its time', async () => {
    const clock = handClock(startMs);
    const hasty = createTimetable(
      { ...clock, sleep: (ms, signal) => clock.sleep(ms > 1 ? ms - 0.5 : ms, signal) },
      rate,
    );
    await clock.until(hasty.lane(laneSlots(3, 20)).turn(always));
    expect(clock.now()).toBe(startMs + 3 * slotMs);
  });

  it('is not taken if the timer fires after the deadline', async () => {
    const clock = handClock(startMs);
    const late = createTimetable({ ...clock, sleep: (ms, signal) => clock.sleep(ms + 45, signal) }, rate);
    const turn = late.lane(laneSlots(3, 20)).turn({ deadlineMs: startMs + 3 * slotMs });
    await expect(clock.until(turn)).resolves.toBe('deadline');
  });

  it('is shorter where the second is: tests run at a hundredth of the time', async () => {
    const clock = handClock(startMs);
    const lane = createTimetable(clock, { callsPerSecond: 10, secondMs: 10 }).lane(allSlots.owns);
    const started: number[] = [];
    for (let call = 0; call < 3; call += 1) {
      await clock.until(lane.turn(always));
      started.push(clock.now() - startMs);
      if (call === 1) lane.backOff(undefined);
    }
    // A second is 10 ms here, and a slot 1.05 ms. After the wait of one second one slot is skipped.
    expect(started.map((ms) => Math.round(ms / 1.05))).toEqual([0, 1, 12]);
  });

  it('that would come after the deadline is not waited for', async () => {
    const { clock, lane } = aLane();
    await expect(lane.turn({ deadlineMs: startMs + 3 * slotMs - 1 })).resolves.toBe('deadline');
    await expect(clock.until(lane.turn({ deadlineMs: startMs + 3 * slotMs }))).resolves.toBe('go');
  });

  it('does not wait for the time since when the lane was held to come again, when the clock is set back', async () => {
    const clock = handClock(startMs);
    const lane = createTimetable(clock, rate).lane(laneSlots(3, 20), startMs + 3_600_000);
    await clock.until(lane.turn(always));
    expect((clock.now() - startMs) / slotMs).toBe(3);
  });

  it('is given up at once when aborted', async () => {
    const { clock, lane } = aLane();
    const abort = new AbortController();
    const turn = lane.turn({ ...always, signal: abort.signal });
    await clock.advance(10);
    abort.abort();
    await expect(turn).resolves.toBe('aborted' satisfies Turn);
    expect(clock.now()).toBe(startMs + 10);
    await expect(lane.turn({ ...always, signal: abort.signal })).resolves.toBe('aborted');
  });
});

describe('after "too many calls"', () => {
  it("a lane waits Feishu's time and then skips a turn", async () => {
    const { clock, lane } = aLane();
    await clock.until(lane.turn(always));
    lane.backOff(2500);
    await clock.until(lane.turn(always));
    // 2.5 s later is past the lane's turn in slot 23. Slot 43 is skipped.
    expect((clock.now() - startMs) / slotMs).toBe(63);
  });

  it('a shorter wait does not cut a longer one', async () => {
    const { clock, lane } = aLane({ owns: allSlots.owns });
    lane.backOff(2000);
    lane.backOff(0);
    await clock.until(lane.turn(always));
    expect((clock.now() - startMs) / slotMs).toBe(21);
  });

  it('0 seconds still skip a turn', async () => {
    const { clock, lane } = aLane();
    await clock.until(lane.turn(always));
    lane.backOff(0);
    await clock.until(lane.turn(always));
    expect((clock.now() - startMs) / slotMs).toBe(23);
    await clock.advance(1);
    lane.backOff(0);
    await clock.until(lane.turn(always));
    expect((clock.now() - startMs) / slotMs).toBe(63);
  });

  it('calls that wait already wait longer too', async () => {
    const { clock, lane } = aLane({ owns: allSlots.owns });
    const started: number[] = [];
    const calls = Array.from({ length: 3 }, async () => {
      await lane.turn(always);
      started.push((clock.now() - startMs) / slotMs);
      if (started.length === 1) lane.backOff(1000);
    });
    await clock.until(Promise.all(calls));
    // 1,000 ms end in slot 10, which is skipped.
    expect(started).toEqual([0, 11, 12]);
  });
});
