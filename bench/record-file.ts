// Writes a file of good bonuses of any size.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

export type BenchFormat = 'ndjson' | 'csv';

const columns = [
  'unique_id',
  'user_id',
  'total_amount',
  'binding_period',
  'currency_id',
  'issuance_frequency',
  'item_id',
  'remark',
  'details.1.issuance_amount',
  'details.1.issuance_status',
  'details.1.issuance_way',
  'details.1.issuance_time',
  'details.1.belong_time',
];

const recordsAWrite = 500;

export interface Enough {
  readonly bytes?: number;
  readonly records?: number;
  /** The number of the first record. Two files of one job must not share identities. Undefined: 0. */
  readonly from?: number;
}

/** Answers with the number of records, a multiple of 500. */
export async function writeRecordFile(path: string, format: BenchFormat, enough: Enough): Promise<number> {
  const file = createWriteStream(path);
  const { bytes = Infinity, records: most = Infinity, from = 0 } = enough;
  let written = 0;
  let records = 0;
  if (format === 'csv') file.write(`${columns.join(',')}\n`);
  while (written < bytes && records < most) {
    const lines = Array.from({ length: recordsAWrite }, (_, index) => lineOf(format, from + records + index));
    records += recordsAWrite;
    const text = `${lines.join('\n')}\n`;
    written += Buffer.byteLength(text);
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
  return records;
}

export function lineOf(format: BenchFormat, index: number): string {
  const amount = `${1000 + (index % 9000)}.${String(index % 100).padStart(2, '0')}`;
  const id = `7402510801304718380_7309316347007764012_${index}`;
  const user = '7337149697626801708';
  const [currency, item, remark] = ['6863329932261459464', '7411039006180312620', '2026 年 11 月绩效奖金'];
  if (format === 'csv') {
    return [
      id,
      user,
      amount,
      0,
      currency,
      1,
      item,
      remark,
      amount,
      'to_be_issued',
      'with_salary',
      '2026-12-10',
      '2026-11-20',
    ].join(',');
  }
  return JSON.stringify({
    unique_id: id,
    user_id: user,
    total_amount: amount,
    binding_period: 0,
    currency_id: currency,
    issuance_frequency: 1,
    item_id: item,
    remark,
    details: [
      {
        issuance_amount: amount,
        issuance_status: 'to_be_issued',
        issuance_way: 'with_salary',
        issuance_time: '2026-12-10',
        belong_time: '2026-11-20',
      },
    ],
  });
}
