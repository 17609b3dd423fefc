import { getEventListeners } from 'node:events';

import { describe, expect, it, vi } from 'vitest';

import { systemClock } from './clock.ts';

describe('the system clock', () => {
  it('does not wake before its time, though timers cut off fractions', async () => {
    vi.useFakeTimers();
    let awake = false;
    void systemClock.sleep(104.9).then(() => (awake = true));
    await vi.advanceTimersByTimeAsync(104);
    expect(awake).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(awake).toBe(true);
    vi.useRealTimers();
  });

  it('takes a time that is over for no time', async () => {
    await expect(systemClock.sleep(-5)).resolves.toBeUndefined();
  });

  it('leaves nothing behind on a signal that lives longer', async () => {
    const { signal } = new AbortController();
    await systemClock.sleep(1, signal);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('wakes at once when told to, however long the sleep', async () => {
    const stop = new AbortController();
    const sleeps = [systemClock.sleep(60_000, stop.signal), systemClock.sleep(Infinity, stop.signal)];
    stop.abort();
    await expect(Promise.all(sleeps)).resolves.toEqual([undefined, undefined]);
    await expect(systemClock.sleep(60_000, stop.signal)).resolves.toBeUndefined();
  });
});
