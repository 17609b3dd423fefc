import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readBatchLine } from '../../../shared/job/batch.ts';
import { batchLine } from '../../split/sort/line.ts';
import type { ReadRecord } from '../../split/read/read-record.ts';
import { recordsOfTable } from '../../split/read/table/rows.ts';
import { tableOperation } from '../../../test/table-operation.ts';
import { cellsOfRecord } from './cells.ts';

const operation = tableOperation('lump_sum_payment.batch_create');
const detail = ['issuance_amount', 'issuance_status', 'issuance_way', 'issuance_time', 'belong_time'];
const fields = ['unique_id', 'user_id', 'total_amount', 'currency_id', 'issuance_frequency', 'item_id'];
const columns = [
  ...detail.map((name) => `details.2.${name}`),
  ...fields,
  ...detail.map((name) => ` details.1.${name} `),
  'binding_period',
  'details.1.issuance_index',
];

async function readOf(header: readonly string[], cells: readonly string[]): Promise<ReadRecord> {
  async function* rows() {
    yield [
      { row: 1, cells: header },
      { row: 2, cells },
    ];
  }
  const reading = { operation, given: [], onTable: () => undefined };
  const [record] = (await Array.fromAsync(recordsOfTable(reading, rows()))).flat();
  if (!record) throw new Error('there is no record');
  return record;
}

/** The record as split writes it and report reads it. */
function stored({ record = {}, raw }: ReadRecord) {
  const line = batchLine({ row: 2, rows: [2], record, raw });
  return readBatchLine(line.join(''));
}

describe('the cells of a row', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '',
      '2',
      '-0',
      '2.0',
      '007',
      '1e3',
      '12345678901234567890',
      '=1+1',
      "'=1",
      ' 5 ',
      'a\nb',
    ),
    fc.string(),
  );

  it('are those of the file, whether split kept them or left them to the record', async () => {
    const names = columns.map((name) => name.trim());
    let left = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: columns.length, maxLength: columns.length }),
        async (cells) => {
          const line = stored(await readOf(columns, cells));
          if (!line.raw) left += 1;
          expect(line.raw?.[0] ?? cellsOfRecord(names)(line.record)).toEqual(cells);
        },
      ),
      { numRuns: 1000 },
    );
    expect(left).toBeGreaterThan(100);
  });

  const good = (cells: Readonly<Record<string, string>>) => columns.map((name) => cells[name.trim()] ?? '');
  it('are kept where a detail before another one is empty: the record counts only those that are there', async () => {
    const [first, second] = [{ 'details.1.issuance_amount': '1' }, { 'details.2.issuance_amount': '2' }];
    expect(stored(await readOf(columns, good({ ...first, ...second }))).raw).toBeUndefined();
    expect(stored(await readOf(columns, good(first))).raw).toBeUndefined();
    expect(stored(await readOf(columns, good(second))).raw).toEqual([good(second)]);
  });

  it.each([
    ['a column is ours', [...columns, '_note']],
    [
      'there is a row for each detail',
      [...fields, 'binding_period', ...detail.map((name) => `details.${name}`)],
    ],
  ])('are kept where %s', async (_, header) => {
    const cells = header.map(() => '1');
    expect(stored(await readOf(header, cells)).raw).toEqual([cells]);
  });
});
