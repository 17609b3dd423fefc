import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { properties } from './fuzz/properties.ts';

/** A short run of all properties with a fixed seed. `npm run proof:fuzz -- --minutes N` runs them with others. */
describe('whatever comes in', () => {
  it.each(properties)('$name', async ({ property, share = 1 }) => {
    const numRuns = Math.max(1, Math.round(100 * share));
    const details = await fc.check(property, { seed: 20_261_120, numRuns });
    expect(details.failed ? await fc.asyncDefaultReportMessage(details) : 'holds').toBe('holds');
  });
});
