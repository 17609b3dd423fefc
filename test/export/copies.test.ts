// The copies of a run's parts to snapshots/, when one of them fails.

import { expect, it } from 'vitest';

import { aBonus } from '../../local/sandbox/test/payments.ts';
import { aMessage, eventOf, exportWorld } from './harness.ts';

const slowMs = 1000;

it('no copy is under way any more, and none begins, once the invocation has answered', async () => {
  let [fails, underWay, begun] = [true, 0, 0];
  await using ferry = await exportWorld({
    world: {
      interceptS3: async ({ operation, key, phase }) => {
        if (operation !== 'CopyObject') return 'pass';
        if (phase === 'after') underWay -= 1;
        else if (key.endsWith('/part-00000.ndjson.gz') && fails) return 'fail';
        else {
          [underWay, begun] = [underWay + 1, begun + 1];
          if (fails) await new Promise((done) => setTimeout(done, slowMs));
        }
        return 'pass';
      },
    },
    settings: { EXPORT_PART_RECORDS: '50' },
  });
  const bonuses = Array.from({ length: 500 }, () => aBonus());
  await ferry.store('lump_sum_payment.batch_create', bonuses);

  await ferry.world.export.invoke(eventOf(aMessage()));
  expect(underWay).toBe(0);
  const parts = (await ferry.keys('snapshots/')).length;
  expect(parts).toBe(begun);
  expect(parts).toBeLessThan(5);

  fails = false;
  const { records, manifest } = await ferry.export(aMessage());
  expect(records).toHaveLength(500);
  expect(manifest.files).toHaveLength(10);
});
