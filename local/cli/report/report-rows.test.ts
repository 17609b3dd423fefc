// The amount that is shown of a record whose table has no total: the sum of its details.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { writes } from '../../../shared/feishu/operations/writes.ts';
import { reportRows } from './report-rows.ts';

it.each<[string, readonly string[], readonly string[]]>([
  ['one detail a record', ['唯一标识,发放金额,_row', 'a,"1,500.50",2', 'b,7,3'], ['1500.50', '7']],
  [
    'details beside each other, one of them empty',
    ['唯一标识,明细1.发放金额,明细2.发放金额,_row', 'a,0.10,0.20,2', 'b,5,,3'],
    ['0.30', '5'],
  ],
  [
    'a row for each detail',
    ['unique_id,details.issuance_amount,_row', 'a,0.10,2', 'a,0.20,3', 'a,0.30,4', 'b,1,5'],
    ['0.60', '1'],
  ],
  [
    'an amount that cannot be read, first, in the middle or alone',
    [
      'unique_id,details.issuance_amount,_row',
      'a,x,2',
      'a,1,3',
      'a,1,4',
      'b,1,5',
      'b,x,6',
      'b,1,7',
      'c,x,8',
      'd,,9',
      'e,2,10',
    ],
    ['', '', '', '', '2'],
  ],
  [
    'a total beside the details, which stays as it is written',
    [
      'unique_id,total_amount,details.issuance_amount,_row',
      'a,"3,000",1000,2',
      'a,"3,000",2000,3',
      'b,,5,4',
      'b,,6,5',
    ],
    ['3,000', ''],
  ],
])('%s', async (_, lines, amounts) => {
  const folder = await mkdtemp(join(tmpdir(), 'payferry-amounts-'));
  try {
    const path = join(folder, 'succeeded.csv');
    await writeFile(path, lines.join('\n'));
    const shown: string[] = [];
    for await (const { amount } of reportRows(path, writes.lumpSumCreate)) shown.push(amount);
    expect(shown).toEqual(amounts);
  } finally {
    await rm(folder, { recursive: true });
  }
});
