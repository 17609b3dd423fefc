import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createFeishuClock, differenceToTell } from './feishu-clock.ts';

const noon = Date.UTC(2026, 10, 20, 12);

/** Our clock, and an answer that Feishu gives by its own. */
function clocks() {
  let nowMs = noon;
  const measured = createFeishuClock({ now: () => nowMs, sleep: () => Promise.resolve() });
  return {
    measured,
    answer: (aheadMs: number, toMs: number, backMs: number) => {
      const sentMs = nowMs;
      const date = new Date(nowMs + toMs + aheadMs).toUTCString();
      nowMs += toMs + backMs;
      measured.saw(date, sentMs);
    },
    wait: (ms: number) => (nowMs += ms),
  };
}

describe("Feishu's clock", () => {
  it('is taken to be near ours, and rather behind, until an answer has shown it', () => {
    const { measured } = clocks();
    expect(measured.difference()).toBeUndefined();
    expect(measured.nowAtLeastMs()).toBe(noon - 5000);
  });

  it('is between two bounds that each answer narrows, however long answers take', () => {
    const time = fc.integer({ min: 0, max: 3000 });
    const ahead = fc.integer({ min: -3_600_000, max: 3_600_000 });
    fc.assert(
      fc.property(ahead, fc.array(fc.tuple(time, time, time), { minLength: 1 }), (aheadMs, answers) => {
        const { measured, answer, wait } = clocks();
        let width = Infinity;
        for (const [toMs, backMs, pauseMs] of answers) {
          answer(aheadMs, toMs, backMs);
          wait(pauseMs);
          const { leastMs = NaN, mostMs = NaN } = measured.difference() ?? {};
          expect(leastMs).toBeLessThanOrEqual(aheadMs);
          expect(mostMs).toBeGreaterThanOrEqual(aheadMs);
          expect(mostMs - leastMs).toBeLessThanOrEqual(width);
          width = mostMs - leastMs;
        }
      }),
    );
  });

  it('is measured anew after one of the clocks was set', () => {
    const { measured, answer } = clocks();
    answer(0, 10, 10);
    answer(900_000, 10, 10);
    expect(measured.difference()?.leastMs).toBeGreaterThan(890_000);
  });

  it('is fresh for a minute after an answer', () => {
    const { measured, answer, wait } = clocks();
    expect(measured.isFresh()).toBe(false);
    answer(0, 10, 10);
    wait(59_000);
    expect(measured.isFresh()).toBe(true);
    wait(2000);
    expect(measured.isFresh()).toBe(false);
    answer(0, 10, 10);
    wait(-90_000);
    expect(measured.isFresh()).toBe(false);
  });

  it.each(['', 'yesterday', null])('is not shown by a header of %j', (date) => {
    const { measured } = clocks();
    measured.saw(date, noon);
    expect(measured.difference()).toBeUndefined();
  });

  it.each([
    [{ leastMs: 600_001, mostMs: 601_000 }, 600_001],
    [{ leastMs: -602_000, mostMs: -600_001 }, -600_001],
    [{ leastMs: 599_000, mostMs: 601_000 }, undefined],
    [{ leastMs: -601_000, mostMs: -599_000 }, undefined],
  ])('is told to people where it surely differs by more than ten minutes: %j', (difference, told) => {
    expect(differenceToTell(difference)).toBe(told);
  });
});
