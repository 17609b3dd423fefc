// A look-up that gets the same page again and again, each time under a new token, ends at the second. Nothing is taken for absent
// because of it, and nothing is sent twice.

import { setTimeout as pause } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { aBonus } from '../../local/sandbox/test/payments.ts';
import { deliverWorld } from './harness.ts';
import { startPassThrough } from './pass-through.ts';

it.each<[string, string, readonly string[]]>([
  ['that ends: the record is found then', '60000', ['created']],
  ['without end: the message ends with the patience of the job, whose report closes the batch', '2000', []],
])('a page %s', async (_, PATIENCE_MS, statuses) => {
  const upstream = { baseUrl: '' };
  let [pages, repeats, lost] = [0, true, false];
  await using feishu = await startPassThrough(
    () => upstream.baseUrl,
    async ({ path, phase }) => {
      if (phase === 'after' && path.includes('batch_create') && !lost) {
        lost = true;
        return 'cut';
      }
      if (phase === 'after' || !path.includes('/query') || !repeats) return 'pass';
      pages += 1;
      const data = { has_more: true, page_token: `t${pages}`, records: [{ id: '7', unique_id: 'another' }] };
      return { status: 200, body: { code: 0, msg: 'success', data } };
    },
  );
  const settings = { FEISHU_BASE_URL: feishu.baseUrl, BACK_OFF_MS: '10000', PATIENCE_MS };
  await using ferry = await deliverWorld({ settings });
  upstream.baseUrl = ferry.sandbox.baseUrl;
  const delivered = ferry.deliver(lumpSumCreate.name, [aBonus()]);
  const isHandedBack = ({ step }: { readonly step?: unknown }) => step === 'handed_back';
  while (!ferry.logs.some(isHandedBack)) await pause(10);
  expect(ferry.logs.find(isHandedBack)).toMatchObject({ why: 'broken', kind: 'repeated_page', batch: 0 });
  if (statuses.length > 0) repeats = false;
  expect(await ferry.statuses(await delivered)).toEqual(statuses);
  expect(await ferry.sandbox.records()).toHaveLength(1);
  // Two pages a look, and a look for each time that the message was handed back or ended.
  expect(pages).toBeLessThanOrEqual(2 * (ferry.logs.filter(isHandedBack).length + 1));
});
