import { describe, expect, it } from 'vitest';

import { say } from '../../../shared/words/say.ts';
import { memoryStore } from '../../../test/memory-store.ts';
import { RejectedRecords } from './rejected.ts';

const wrong = (text: string) => say('record.no_object', { value: { text } });

/** `values`: what each row's sentence shows. */
async function partsOf(values: readonly string[]) {
  const store = memoryStore();
  const rejected = new RejectedRecords(store, 'job');
  for (const [index, text] of values.entries())
    await rejected.add({ row: index + 1, rows: [index + 1], code: 2290001, field: '', message: wrong(text) });
  const parts = await rejected.finish();
  const rows = parts.flatMap(({ key }) =>
    (store.objects.get(key) ?? '').split('\n').flatMap((line) => /^\{"row":(\d+)/.exec(line)?.[1] ?? []),
  );
  expect(rows.map(Number)).toEqual(values.map((_, index) => index + 1));
  return parts.map(({ records }) => records);
}

describe('rejected rows', () => {
  it('are stored in order, 5,000 in a part', async () => {
    expect(await partsOf([])).toEqual([]);
    expect(await partsOf(Array.from({ length: 5000 }, () => 'wrong'))).toEqual([5000]);
    expect(await partsOf(Array.from({ length: 10_001 }, () => 'wrong'))).toEqual([5000, 5000, 1]);
  });

  it('begin a new part when one has 5 MB', async () => {
    expect(await partsOf(Array.from({ length: 7 }, () => 'x'.repeat(1_700_000)))).toEqual([3, 3, 1]);
  });
});
