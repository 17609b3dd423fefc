// A batch that has to wait long leaves its lane: no other job waits behind it, and none overtakes it where their order counts.

import { describe, expect, it } from 'vitest';

import { callerFor } from '../../local/sandbox/test/caller.ts';
import { aBonus, aBonusChange, storeBonus } from '../../local/sandbox/test/payments.ts';
import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { lumpSumUpdate } from '../../shared/feishu/operations/lump-sum-update.ts';
import type { DeliverWorld } from './harness.ts';
import { badGateway, spoiltWorld } from './spoilt-world.ts';

/** A world whose Feishu breaks each write with the poison in it, until `heal` is called. All jobs are in one lane. */
async function poisonedWorld() {
  let isIll = true;
  const ferry = await spoiltWorld(
    ({ path, body, phase }) =>
      isIll && phase === 'before' && /batch_(create|update)/.test(path) && body.includes('poison')
        ? badGateway
        : 'pass',
    // A second of the queue is 10 ms: the first back-off takes half a second or more, and each later one twice as long.
    { settings: { LANES: '1', BACK_OFF_MS: '100000' } },
  );
  return { ferry, heal: () => (isIll = false) };
}

const jobsOf = async ({ keys }: DeliverWorld) =>
  [...new Set((await keys('jobs/')).map((key) => key.split('/')[1] ?? ''))].toSorted();

/** Waits for a line of the log. */
async function seen({ logs }: DeliverWorld, step: string, why?: string) {
  await expect
    .poll(() => logs.filter((line) => line.step === step && (why === undefined || line.why === why)).length, {
      timeout: 20_000,
    })
    .toBeGreaterThan(0);
}

describe('a batch that Feishu cannot digest', () => {
  it('hides its lane from no other job: one that comes later ends first, and the batch ends too', async () => {
    const { ferry, heal } = await poisonedWorld();
    await ferry.drop(lumpSumCreate.name, [aBonus({ remark: 'poison' })]);
    await seen(ferry, 'handed_back', 'broken');
    const [stuck] = await jobsOf(ferry);
    await ferry.drop(lumpSumCreate.name, [aBonus()]);
    await seen(ferry, 'settled');
    heal();
    await ferry.world.idle();
    const settled = ferry.logs.filter(({ step }) => step === 'settled').map(({ job }) => job);
    expect(settled).toHaveLength(2);
    expect(settled[1]).toBe(stuck);
    expect(await ferry.statuses(stuck ?? '')).toEqual(['created']);
    expect(await ferry.sandbox.records()).toHaveLength(2);
  });
});

describe('an update that waits outside its lane', () => {
  it('is not overtaken by a later update of its record, and is by one of another', async () => {
    const { ferry, heal } = await poisonedWorld();
    const call = await callerFor(ferry.sandbox);
    const [mine, another] = [await storeBonus(call), await storeBonus(call)];
    const change = ({ id, detailIds }: typeof mine, remark: string) => [
      { ...aBonusChange(id, detailIds[0] ?? ''), remark },
    ];
    await ferry.drop(lumpSumUpdate.name, change(mine, 'poison'));
    await seen(ferry, 'handed_back', 'broken');
    const [first] = await jobsOf(ferry);

    await ferry.drop(lumpSumUpdate.name, change(mine, 'later'));
    await seen(ferry, 'handed_back', 'behind');
    await ferry.drop(lumpSumUpdate.name, change(another, 'other'));
    await seen(ferry, 'settled');
    heal();
    await ferry.world.idle();

    const settled = ferry.logs.filter(({ step }) => step === 'settled').map(({ job }) => job);
    expect(settled).toHaveLength(3);
    expect(settled[0]).not.toBe(first);
    const stored = new Map((await ferry.sandbox.records()).map(({ id, remark }) => [id, remark]));
    expect(stored.get(mine.id)).toBe('later');
    expect(stored.get(another.id)).toBe('other');
    expect(await ferry.keys('waiting/')).toEqual([]);
  });
});
