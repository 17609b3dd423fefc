import { describe, expect, it } from 'vitest';

import { simulate, type World } from './timetable-simulation.ts';

const world: World = { seed: 1, lanes: 20, latencyMs: 300, jitterMs: 25, skewMs: 10 };
const seeds = [1, 2, 3];

describe('a strict second never holds more than ten calls', () => {
  it.each(seeds)('with 25 ms of jitter and clocks 10 ms off, no call is refused (seed %i)', async (seed) => {
    const { refused, arrivals } = await simulate({ ...world, seed });
    expect(arrivals.length).toBeGreaterThan(1000);
    expect(refused).toBe(0);
  });

  // The turn comes just before the lane is ready for it, again and again.
  it.each([
    [10, 1005],
    [20, 2060],
    [40, 4150],
  ])(
    'also where %i lanes are late for their slots at %i ms of latency, and all else is at its worst',
    async (lanes, latencyMs) => {
      for (const seed of seeds) {
        const { refused, arrivals } = await simulate({ ...world, seed, lanes, latencyMs, atTheEdges: true });
        expect(arrivals.length).toBeGreaterThan(700);
        expect(refused).toBe(0);
      }
    },
  );

  it.each(seeds)('with 60 ms of jitter, at most one in two hundred is (seed %i)', async (seed) => {
    const { refused, arrivals } = await simulate({ ...world, seed, jitterMs: 60, skewMs: 0 });
    expect(refused / arrivals.length).toBeLessThanOrEqual(0.005);
  });

  it.each(seeds)('slots of 100 ms would be too short: this test can fail (seed %i)', async (seed) => {
    const { refused, arrivals } = await simulate({ ...world, seed, slotMs: 100 });
    expect(refused / arrivals.length).toBeGreaterThan(0.05);
  });
});

describe('the slots are used', () => {
  it.each([
    [20, 100],
    [20, 300],
    [20, 1000],
    // The turn comes soon after the answer: a lane is ready sometimes before its slot begins and sometimes after.
    [10, 1005],
    [20, 2055],
    [40, 3000],
  ])('by %i lanes at %i ms of latency: 9.3 calls/s and more', async (lanes, latencyMs) => {
    const { callsPerSecond, refused } = await simulate({ ...world, lanes, latencyMs });
    expect(callsPerSecond).toBeGreaterThanOrEqual(9.3);
    expect(refused).toBe(0);
  });
});
