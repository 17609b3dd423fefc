import { describe, expect, it } from 'vitest';

import { lumpSumCreate } from '../../../shared/feishu/operations/lump-sum-create.ts';
import { createTimetable } from '../../../shared/feishu/timetable.ts';
import { handClock } from '../../../test/hand-clock.ts';
import { createLaneTurns } from './turns.ts';

/** Lane 3 of 20 owns a slot of 105 ms at `laneSlotMs`. Of every ten slots of the query API, slot 9 is for look-ups of creates. */
const slotMs = 105;
const lanes = 20;
const anyRound = 10 * lanes * 40_000;
const laneSlotMs = (anyRound + 3) * slotMs;
const lookUpSlotMs = (anyRound + 39) * slotMs;

describe('an invocation that reads its batch while a slot begins', () => {
  it.each([
    ['lane', laneSlotMs],
    ['lookUpLane', lookUpSlotMs],
  ] as const)('is late for it, not without it (%s)', async (name, beginsMs) => {
    const clock = handClock(beginsMs - 5);
    const turns = createLaneTurns(createTimetable(clock, { callsPerSecond: 10 }), clock.now());
    await clock.advance(15);
    await clock.until(turns.of(lumpSumCreate, 3, lanes)[name].turn({ deadlineMs: Infinity }));
    expect(clock.now() - beginsMs).toBe(10);
  });

  it('has no slot that began before the invocation', async () => {
    const clock = handClock(laneSlotMs + 1);
    const turns = createLaneTurns(createTimetable(clock, { callsPerSecond: 10 }), clock.now());
    await clock.until(turns.of(lumpSumCreate, 3, lanes).lane.turn({ deadlineMs: Infinity }));
    expect(clock.now() - laneSlotMs).toBe(lanes * slotMs);
  });
});
