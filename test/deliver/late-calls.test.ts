// Calls without an answer that are still on their way: they take effect after deliver has timed out and has looked once.

import { afterEach, describe, expect, it } from 'vitest';

import { lumpSumRemove } from '../../shared/feishu/operations/lump-sum-remove.ts';
import { lumpSumUpdate } from '../../shared/feishu/operations/lump-sum-update.ts';
import { callerFor } from '../../local/sandbox/test/caller.ts';
import { aBonusChange, aDetail, storeBonus } from '../../local/sandbox/test/payments.ts';
import { deliverWorld, type DeliverWorld } from './harness.ts';
import { startPassThrough } from './pass-through.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/**
 * A world in which the first call of this path arrives while the answer to the first look-up, without the record, is on its way
 * back.
 */
async function lateWorld(path: string, onLook: () => Promise<void> = () => Promise.resolve()) {
  const looked = Promise.withResolvers<undefined>();
  const landed = Promise.withResolvers<undefined>();
  let [calls, looks] = [0, 0];
  let target = '';
  const late = new WeakSet<object>();
  const feishu = await startPassThrough(
    () => target,
    async ({ path: asked, phase, headers }) => {
      if (asked.includes(path)) {
        if (phase === 'before') calls += 1;
        if (phase === 'before' && calls === 1) {
          late.add(headers);
          await looked.promise;
        }
        if (phase === 'after' && late.has(headers)) landed.resolve(undefined);
      } else if (asked.includes('/query') && phase === 'after' && calls > 0) {
        looks += 1;
        if (looks === 1) {
          looked.resolve(undefined);
          await landed.promise;
          await onLook();
        }
      }
      return 'pass';
    },
  );
  closing.push(async () => feishu[Symbol.asyncDispose]());
  const ferry = await deliverWorld({
    settings: {
      FEISHU_BASE_URL: feishu.baseUrl,
      FEISHU_CALL_TIMEOUT_MS: '1000',
      LOOK_AGAIN_MS: '50',
      BACK_OFF_MS: '20',
    },
  });
  closing.push(async () => ferry[Symbol.asyncDispose]());
  target = ferry.sandbox.baseUrl;
  return ferry;
}

async function abort(ferry: DeliverWorld): Promise<void> {
  const book = (await ferry.keys('jobs/')).find((key) => key.includes('/journal/'));
  await ferry.put(`jobs/${book?.split('/')[1]}/abort`, '{}');
}

describe('a call that lands after it was looked for', () => {
  it('and adds a detail is not sent a second time', async () => {
    const ferry = await lateWorld('/lump_sum_payment/batch_update');
    await ferry.sandbox.setSwitches({ details_left_out: 'kept' });
    const bonus = await storeBonus(await callerFor(ferry.sandbox));
    const change = {
      ...aBonusChange(bonus.id, ''),
      total_amount: '2500.00',
      issuance_frequency: 2,
      details: [{ ...aDetail(), id: bonus.detailIds[0] }, aDetail({ issuance_amount: '500.00' })],
    };
    const job = await ferry.deliver(lumpSumUpdate.name, [change]);
    expect(await ferry.statuses(job)).toEqual(['updated']);
    expect(await ferry.sandbox.records()).toMatchObject([{ total_amount: '2500.00', details: [{}, {}] }]);
    expect(await ferry.sandbox.calls({ api: lumpSumUpdate.name })).toHaveLength(1);
  });

  it('is not reported as unsent if the job is stopped: an update', async () => {
    const ferry: DeliverWorld = await lateWorld('/lump_sum_payment/batch_update', () => abort(ferry));
    const bonus = await storeBonus(await callerFor(ferry.sandbox));
    const change = aBonusChange(bonus.id, bonus.detailIds[0] ?? '', { remark: '更正' });
    const job = await ferry.deliver(lumpSumUpdate.name, [change]);
    expect(await ferry.sandbox.records()).toMatchObject([{ remark: '更正' }]);
    expect(await ferry.statuses(job)).toEqual(['updated']);
  });

  it('is not reported as unsent if the job is stopped: a remove', async () => {
    const ferry: DeliverWorld = await lateWorld('/lump_sum_payment/batch_remove', () => abort(ferry));
    const bonus = await storeBonus(await callerFor(ferry.sandbox));
    const job = await ferry.deliver(lumpSumRemove.name, [{ id: bonus.id }], 'approval=none/');
    expect(await ferry.sandbox.records()).toEqual([]);
    expect(await ferry.statuses(job)).toEqual(['removed']);
  });
});
