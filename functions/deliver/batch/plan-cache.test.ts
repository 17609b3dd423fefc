import { describe, expect, it } from 'vitest';

import { planJson } from '../../../shared/job/plan.ts';
import { aPlan } from '../../../test/plan.ts';
import { createPlanCache } from './plan-cache.ts';

function storeOf(...jobs: readonly string[]) {
  const objects = new Map(jobs.map((job) => [planJson.key({ job }), JSON.stringify(aPlan({ job }))]));
  const reads: string[] = [];
  const store = {
    isDown: false,
    async read(key: string) {
      reads.push(key);
      if (store.isDown) throw new Error('the network went away');
      return objects.get(key);
    },
  };
  return { store, objects, reads };
}

describe('a plan', () => {
  it('is read once for all batches of its job, also for those that ask at once', async () => {
    const { store, reads } = storeOf('a');
    const plans = createPlanCache(store);
    const [first, second] = await Promise.all([plans.of('a'), plans.of('a')]);
    expect([first, second, await plans.of('a')]).toEqual([aPlan({ job: 'a' }), first, first]);
    expect(reads).toEqual([planJson.key({ job: 'a' })]);
  });

  it('that was not there, or could not be read, is read again', async () => {
    const { store, objects, reads } = storeOf();
    const plans = createPlanCache(store);
    expect(await plans.of('a')).toBeUndefined();
    store.isDown = true;
    await expect(plans.of('a')).rejects.toThrow('the network went away');
    store.isDown = false;
    objects.set(planJson.key({ job: 'a' }), JSON.stringify(aPlan({ job: 'a' })));
    expect(await plans.of('a')).toEqual(aPlan({ job: 'a' }));
    expect(reads).toHaveLength(3);
  });

  it('is forgotten when three others were asked for since', async () => {
    const { store, reads } = storeOf('a', 'b', 'c', 'd');
    const plans = createPlanCache(store);
    for (const job of ['a', 'b', 'a', 'c', 'd', 'a', 'b']) await plans.of(job);
    expect(reads).toEqual(['a', 'b', 'c', 'd', 'b'].map((job) => planJson.key({ job })));
  });
});
