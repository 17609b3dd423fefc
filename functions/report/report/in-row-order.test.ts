import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { inRowOrder, type Placed } from './in-row-order.ts';

const record = (row: number): Placed => ({ line: { row } });

async function* partsOf(
  parts: readonly (readonly number[])[],
  onTaken: (part: number) => void = () => undefined,
): AsyncGenerator<Iterable<Placed>> {
  for (const [index, rows] of parts.entries()) {
    onTaken(index);
    yield await Promise.resolve(rows.map(record));
  }
}

async function rowsOf(records: AsyncIterable<Placed>): Promise<readonly number[]> {
  const rows: number[] = [];
  for await (const { line } of records) rows.push(line.row);
  return rows;
}

describe('records', () => {
  it('of batches that overlap, and of rejected rows among them, come in the order of their rows', async () => {
    const batches = partsOf([
      [1, 4, 9],
      [2, 3, 10],
      [7, 8],
    ]);
    expect(await rowsOf(inRowOrder([batches, partsOf([[5], [], [6, 11]])]))).toEqual(
      Array.from({ length: 11 }, (_, index) => index + 1),
    );
  });

  it('are none where there is no part, or only empty ones', async () => {
    expect(await rowsOf(inRowOrder([partsOf([]), partsOf([[], []])]))).toEqual([]);
  });

  it('of a part that begins later are not fetched before they are near', async () => {
    const taken: number[] = [];
    const records = inRowOrder([
      partsOf([[1, 2], [3, 4], [5, 6], [7]], (part) => taken.push(part)),
      partsOf([]),
    ]);
    expect(await records.next()).toMatchObject({ value: record(1) });
    expect(taken).toEqual([0, 1]);
    await records.next();
    await records.next();
    expect(taken).toEqual([0, 1, 2]);
  });

  it('come in order however they were batched', async () => {
    const groups = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(groups, async (groupOfRow) => {
        const rows = groupOfRow.map((group, index) => [group, index + 1] as const);
        const lists = Map.groupBy(rows, ([group]) => group % 2);
        // As in split: a part begins when its first row comes.
        const parts = [...lists.values()].map((list) =>
          [...Map.groupBy(list, ([group]) => group).values()].map((part) => part.map(([, row]) => row)),
        );
        expect(await rowsOf(inRowOrder(parts.map((list) => partsOf(list))))).toEqual(
          rows.map(([, row]) => row),
        );
      }),
    );
  });
});
