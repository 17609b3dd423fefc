import { describe, expect, it } from 'vitest';

import { systemClock } from './clock.ts';

describe('the system clock', () => {
  it('does not wake before its time, though timers cut off fractions', async () => {
    for (const ms of [0.2, 1.9, 4.9]) {
      const before = performance.now();
      await systemClock.sleep(ms);
      // Node's timers count whole milliseconds of a clock of their own.
      expect(performance.now() - before).toBeGreaterThan(ms - 1);
    }
  });

  it('wakes at once when told to, however long the sleep', async () => {
    const stop = new AbortController();
    const sleeps = [systemClock.sleep(60_000, stop.signal), systemClock.sleep(Infinity, stop.signal)];
    stop.abort();
    await expect(Promise.all(sleeps)).resolves.toEqual([undefined, undefined]);
    await expect(systemClock.sleep(60_000, stop.signal)).resolves.toBeUndefined();
  });
});
