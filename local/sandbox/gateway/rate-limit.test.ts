import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createRateLimit } from './rate-limit.ts';

const rate = 10;

describe('the rate limit', () => {
  it('lets no more than ten calls into any second, and refuses only for that reason', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 250, noNaN: true }), { maxLength: 200 }), (gaps) => {
        const limit = createRateLimit(rate);
        const taken: number[] = [];
        let nowMs = 1_800_000_000_000;
        for (const gap of gaps) {
          nowMs += gap;
          const inTheLastSecond = taken.filter((ms) => ms > nowMs - 1000).length;
          const verdict = limit.arrive('api', 'app', nowMs, false);
          expect(verdict.kind).toBe(inTheLastSecond < rate ? 'within' : 'over');
          if (verdict.kind === 'within') taken.push(nowMs);
        }
      }),
    );
  });

  it('tells how long to wait, to the millisecond', () => {
    const limit = createRateLimit(2);
    const at = (ms: number) => limit.arrive('api', 'app', ms, false);
    expect([at(0), at(300), at(400.5)]).toEqual([
      { kind: 'within' },
      { kind: 'within' },
      { kind: 'over', waitMs: 599.5 },
    ]);
    expect([at(999.9).kind, at(1000).kind, at(1001)]).toEqual([
      'over',
      'within',
      { kind: 'over', waitMs: 299 },
    ]);
  });

  it('counts what it refused only if it is told to', () => {
    const limit = createRateLimit(1);
    limit.arrive('api', 'app', 0, true);
    limit.arrive('api', 'app', 900, true);
    expect(limit.arrive('api', 'app', 1100, true)).toEqual({ kind: 'over', waitMs: 800 });
  });
});
