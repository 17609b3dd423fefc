import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { memoryStore } from '../../../test/memory-store.ts';
import { aRemoval } from '../../../test/records.ts';
import { readBatch } from '../../../shared/job/batch.ts';
import { lumpSumRemove } from '../../../shared/feishu/operations/lump-sum-remove.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { hashOf, type IdentityHash } from './identities.ts';
import { RecordSorter } from './sort-records.ts';

async function sift(records: readonly JsonObject[], hash: (identity: string) => IdentityHash = hashOf) {
  const store = memoryStore();
  const sorter = new RecordSorter(lumpSumRemove, store, 'job', hash);
  await sorter.take(
    records.map((record, index) => ({ rows: [index + 1], record, raw: undefined, faults: [] })),
  );
  const { batches, rejected } = await sorter.finish();
  const linesOf = (parts: readonly { readonly key: string }[]) =>
    parts.map(({ key }) => readBatch(store.objects.get(key) ?? ''));
  const refused = rejected.flatMap(({ key }) =>
    (store.objects.get(key) ?? '')
      .trimEnd()
      .split('\n')
      .map((line): { row: number } => JSON.parse(line)),
  );
  return {
    batches: linesOf(batches),
    refused: refused.map(({ row }) => row),
    seen: sorter.seen(),
    parts: batches,
  };
}

describe('one identity twice', () => {
  it.each([
    ['a good hash', hashOf],
    ['a poor one, that only counts letters', (identity: string): IdentityHash => [identity.length, 7]],
    ['none at all', (): IdentityHash => [0, 0]],
  ])('is found by the identity itself: with %s', async (_, hash) => {
    const ids = fc.array(fc.stringMatching(/^[ab]{1,3}$/), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(ids, async (names) => {
        const { refused, batches } = await sift(
          names.map((id) => aRemoval({ id })),
          hash,
        );
        const later = names.flatMap((id, index) => (names.indexOf(id) < index ? [index + 1] : []));
        expect(refused).toEqual(later);
        expect(batches.flat().map(({ record }) => record.id)).toEqual([...new Set(names)]);
      }),
    );
  });

  it('is found among 800,000, more than one table holds', async () => {
    const names = Array.from({ length: 800_000 }, (_, index) => String(index));
    const { refused, seen } = await sift([...names, '77', '799999'].map((id) => ({ id })));
    expect(refused).toEqual([800_001, 800_002]);
    expect(seen).toMatchObject({ records: 800_002, rows: 800_002, rejectedRecords: 2 });
  }, 60_000);
});

describe('batches', () => {
  it('hold 500 records at most, and all that was accepted, in order', async () => {
    const { batches, parts } = await sift(
      Array.from({ length: 1234 }, (_, index) => aRemoval({ id: String(index) })),
    );
    expect(batches.map((lines) => lines.length)).toEqual([500, 500, 234]);
    expect(batches.flat().map(({ record }) => Number(record.id))).toEqual(
      Array.from({ length: 1234 }, (_, index) => index),
    );
    expect(parts.map(({ records }) => records)).toEqual([500, 500, 234]);
  });

  it('hold one reason each, even if there are more reasons than batches can be open', async () => {
    const records = Array.from({ length: 3000 }, (_, index) =>
      aRemoval({ id: String(index), reason: `reason ${index % 100}` }),
    );
    const { batches } = await sift(records);
    expect(batches.flat()).toHaveLength(3000);
    for (const lines of batches) expect(new Set(lines.map(({ record }) => record.reason)).size).toBe(1);
  });

  it.each([
    [64, 64],
    [65, 66],
  ])('of %i reasons, the first one again: %i, for 64 are open at most', async (reasons, batchCount) => {
    const records = Array.from({ length: reasons + 1 }, (_, index) =>
      aRemoval({ id: String(index), reason: `reason ${index % reasons}` }),
    );
    expect((await sift(records)).batches).toHaveLength(batchCount);
  });

  it.each([
    [4, 4],
    [5, 6],
  ])(
    'of %i reasons with 4.5 MB each, the first one again: %i, for 20 MB are open at most',
    async (reasons, batchCount) => {
      const records = Array.from({ length: reasons + 1 }, (_, index) =>
        aRemoval({
          id: String(index),
          reason: `reason ${index % reasons}`,
          note: 'x'.repeat(index < reasons ? 4_500_000 : 1),
        }),
      );
      expect((await sift(records)).batches).toHaveLength(batchCount);
    },
  );

  it('hold 5 MB at most; a record that is longer by itself is refused', async () => {
    const long = 'x'.repeat(1_500_000);
    const records = ['1', '2', '3', '4'].map((id) => aRemoval({ id, note: long }));
    const { batches, refused } = await sift([...records, aRemoval({ id: '5', note: 'x'.repeat(5_000_000) })]);
    expect(batches.map((lines) => lines.length)).toEqual([3, 1]);
    expect(refused).toEqual([5]);
  });

  it('are the same for the same records', async () => {
    const records = Array.from({ length: 700 }, (_, index) =>
      aRemoval({ id: String(index), reason: `reason ${index % 3}` }),
    );
    expect((await sift(records)).parts).toEqual((await sift(records)).parts);
  });
});
