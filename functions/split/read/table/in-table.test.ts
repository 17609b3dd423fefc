import { describe, expect, it } from 'vitest';

import type { Fault } from '../../../../shared/feishu/rules/fault.ts';
import { judgeRecord } from '../../../../shared/feishu/rules/judge.ts';
import { lumpSumUpdate } from '../../../../shared/feishu/operations/lump-sum-update.ts';
import { readCsv } from '../csv.ts';
import { recordsOfTable } from './rows.ts';

async function faultsOf(csv: string): Promise<readonly (readonly [field: string, message: string])[]> {
  async function* text() {
    yield Buffer.from(csv);
  }
  const chunks = recordsOfTable(lumpSumUpdate, readCsv(text(), ','), () => undefined);
  const found = [];
  for (const { record, where = (fault: Fault) => fault, faults } of (await Array.fromAsync(chunks)).flat()) {
    expect(faults).toEqual([]);
    found.push(...judgeRecord(lumpSumUpdate, record).map(where));
  }
  return found.map(({ field, message }) => [field, message]);
}

const table = (details: string, ...rows: readonly string[]) =>
  [`id,total_amount,currency_id,issuance_frequency,binding_period,remark,${details}`, ...rows].join('\n');

describe('a fault of a detail', () => {
  it('names the column that the file has, whatever stands empty before it', async () => {
    const csv = table('details.1.issuance_amount,details.3.issuance_amount', '7,1,1,1,0,,,x');
    expect(await faultsOf(csv)).toEqual([
      [
        'details.3.issuance_amount',
        expect.stringMatching(/^details\.3\.issuance_amount is "x", expected a number/),
      ],
    ]);
  });

  it('names the row of a fault if each row is a detail, also behind an empty row', async () => {
    const rows = ['7,2,1,2,0,,', '7,2,1,2,0,,1', '7,2,1,2,0,,x'];
    expect(await faultsOf(table('details.issuance_amount', ...rows))).toEqual([
      [
        'details.issuance_amount',
        expect.stringMatching(/^row 4: details\.issuance_amount is "x", expected a number/),
      ],
    ]);
  });

  it('renames both fields that it speaks of', async () => {
    const period = 'detail_reference_period';
    const csv = table(
      `details.2.issuance_amount,details.4.issuance_amount,details.4.${period}_start_date,details.4.${period}_end_date`,
      '7,1,1,1,0,,,1,2026-02-02,2026-02-01',
    );
    expect(await faultsOf(csv)).toEqual([
      [
        `details.4.${period}_start_date`,
        `details.4.${period}_start_date is 2026-02-02, later than details.4.${period}_end_date, 2026-02-01`,
      ],
    ]);
  });

  it('leaves a value alone that looks like a name', async () => {
    const csv = table('details.1.issuance_amount,details.2.issuance_amount', '7,1,1,1,0,,,"a ""details.1.b"');
    const [[field, message] = ['', '']] = await faultsOf(csv);
    expect([field, message.split(',')[0]]).toEqual([
      'details.2.issuance_amount',
      'details.2.issuance_amount is "a \\"details.1.b"',
    ]);
  });

  it("leaves the record's own faults alone", async () => {
    expect(await faultsOf(table('details.3.issuance_amount', ',1,1,1,0,,1'))).toEqual([
      ['id', 'id is required but absent'],
    ]);
  });
});
