import { describe, expect, it } from 'vitest';

import { noFaults } from './fault-plan.ts';
import { createFaults } from './faults.ts';

describe('latency with a long tail', () => {
  const waits = (seed: number) => {
    const faults = createFaults(seed, { ...noFaults(), latency_ms: 100, latency_tail_ms: 10 });
    return Array.from({ length: 5000 }, () => faults.draw('item.list').latencyMs);
  };

  it('the median call waits 0.6 of it, one in a hundred 20 times as long, none over a minute', () => {
    const sorted = waits(1).toSorted((a, b) => a - b);
    expect(sorted[0]).toBeGreaterThanOrEqual(100);
    expect(sorted[2500]).toBeCloseTo(106, -0.5);
    expect(sorted[4950]).toBeGreaterThan(250);
    expect(sorted[4950]).toBeLessThan(350);
    expect(sorted.at(-1)).toBeLessThanOrEqual(60_000);
  });

  it('repeats with its seed', () => {
    expect(waits(1)).toEqual(waits(1));
    expect(waits(2)).not.toEqual(waits(1));
  });
});
