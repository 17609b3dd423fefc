// Two hundred storms: small jobs of all operations whose invocations are killed, hang or lose a request at random steps, judged by
// what Feishu holds. A storm passes some 1.5 virtual hours in less than a tenth of a real second: some 25 virtual hours a second.

import { describe, expect, it } from 'vitest';

import { judgeStorm } from './storms/judge-storm.ts';
import { playStorm } from './storms/play-storm.ts';

const storms = 200;
const atOnce = 20;

async function judged(seed: number): Promise<readonly string[]> {
  using storm = await playStorm(seed);
  return (await judgeStorm(storm)).map((sentence) => `seed ${seed}: ${sentence}`);
}

describe('in a storm nothing is lost, doubled or wrongly reported', () => {
  const starts = Array.from({ length: storms / atOnce }, (_, n) => n * atOnce + 1);
  it.each(starts)(`of the ${atOnce} seeds from %i`, async (first) => {
    const found: string[] = [];
    for (let seed = first; seed < first + atOnce; seed += 1) found.push(...(await judged(seed)));
    expect(found).toEqual([]);
  });
});

describe('the seed of a storm', () => {
  it.each([7, 77, 177])('decides all that happens, to the millisecond (%i)', async (seed) => {
    using first = await playStorm(seed);
    using second = await playStorm(seed);
    expect(second.ferry.log).toEqual(first.ferry.log);
    expect(second.ferry.keys('')).toEqual(first.ferry.keys(''));
    expect(second.strikes).toBe(first.strikes);
  });

  it('is another storm for another seed', async () => {
    using one = await playStorm(1);
    using two = await playStorm(2);
    expect(two.ferry.log).not.toEqual(one.ferry.log);
  });
});
