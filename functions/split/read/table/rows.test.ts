import { describe, expect, it } from 'vitest';

import { render } from '../../../../shared/words/render.ts';
import { tableOperation } from '../../../../test/table-operation.ts';
import { StopFile } from '../stop-file.ts';
import { readCsv } from '../csv.ts';
import type { ReadRecord } from '../read-record.ts';
import { recordsOfTable } from './rows.ts';

const lumpSumCreate = tableOperation('lump_sum_payment.batch_create');
const lumpSumUpdate = tableOperation('lump_sum_payment.batch_update');

const updateHeader = 'id,total_amount,currency_id,issuance_frequency,remark,_status,_row';

async function* once(text: string) {
  yield Buffer.from(text);
}

/** A file that is stopped is thrown with its sentence. */
async function read(csv: string, operation = lumpSumUpdate): Promise<readonly ReadRecord[]> {
  const reading = { operation, given: [], onTable: () => undefined };
  try {
    return (await Array.fromAsync(recordsOfTable(reading, readCsv(once(csv), ',')))).flat();
  } catch (error) {
    throw error instanceof StopFile ? new Error(render(error.said, 'en')) : error;
  }
}

const update = (
  rows: string,
  header = 'id,total_amount,currency_id,issuance_frequency,details.1.issuance_amount,details.2.issuance_amount,binding_period',
) => read(`${header}\n${rows}`);
const messages = (records: readonly ReadRecord[]) =>
  records.map(({ faults }) => faults.map(({ message }) => render(message, 'en')));

describe('cells', () => {
  it('are text, ids and amounts too; only ints are numbers, and an empty one is absent', async () => {
    const [record] = await update('007,0100.10,6863329932261459464,2,1e3,5,');
    expect(record?.record).toEqual({
      id: '007',
      total_amount: '0100.10',
      currency_id: '6863329932261459464',
      issuance_frequency: 2,
      details: [{ issuance_amount: '1e3' }, { issuance_amount: '5' }],
    });
    expect(record?.raw).toBeUndefined();
  });

  it.each([
    ['2', 2],
    ['-1', -1],
    ['2.5', '2.5'],
    ['1e1', '1e1'],
    ['two', 'two'],
    ['02', '02'],
    [' 2', 2],
    ['２', 2],
  ])('%j in a column of ints is %j', async (cell, value) => {
    const [record] = await update(`7,1,1,${cell},1,,`);
    expect(record?.record?.issuance_frequency).toBe(value);
  });

  it('2.00 in a column of ints goes out as it is, and counts as 2', async () => {
    const [record] = await update('7,1,1,2.00,1,,');
    expect(JSON.stringify(record?.record)).toContain('"issuance_frequency":2.00,');
  });

  it.each(['7.39706E+18', '7E18', '7.39e+18', '7,39706E+18', '7.39706E+18 ', ' 7E18', '.7E18', '7.E+18'])(
    'an id of %s is refused: a spreadsheet has cut its digits',
    async (id) => {
      expect(messages(await update(`"${id}",1,1,1,1,,`))).toEqual([
        [
          `id is "${id}": a spreadsheet took it for a number and cut its digits. Format the column as text and fill it in again`,
        ],
      ]);
    },
  );

  it.each(['details.1.id', 'details.2.id'])('an id in %s is held against the same rule', async (column) => {
    const [record] = await update(
      '7,1,1,1,1,7.39706E+18',
      `id,total_amount,currency_id,issuance_frequency,details.2.issuance_amount,${column}`,
    );
    expect(record?.faults).toMatchObject([{ field: column }]);
    expect(messages(record ? [record] : [])).toEqual([[expect.stringContaining(`${column} is "7.3`)]]);
  });

  it('details that are empty are left out', async () => {
    const [record] = await update('7,1,1,1,,5,');
    expect(record?.record?.details).toEqual([{ issuance_amount: '5' }]);
  });
});

describe('rows', () => {
  it('are counted as a spreadsheet does: header, empty ones and all', async () => {
    const records = await update('1,1,1,1,1,,\n\n,,,,,,\n"2\n",1,1,1,1,,\n3,1,1,1,1,,');
    expect(records.map(({ rows }) => rows)).toEqual([[2], [5], [6]]);
    expect(records.map(({ record }) => record?.id)).toEqual(['1', '2\n', '3']);
  });

  it.each([
    ['7,1,1,1,1,', 'row 2 has 6 cells, the header has 7: is a comma missing, or one too many?'],
    ['7,1,1,1,1,,,', 'row 2 has 8 cells, the header has 7: is a comma missing, or one too many?'],
  ])('%s is ragged', async (row, message) => {
    const records = await update(`${row}\n8,1,1,1,1,,`);
    expect(messages(records)).toEqual([[message], []]);
    expect(records[0]?.record).toBeUndefined();
  });
});

describe('a row for each detail', () => {
  const header = 'id,total_amount,currency_id,issuance_frequency,details.id,details.issuance_amount';

  it('consecutive rows of one id are one record', async () => {
    const records = await update('7,3,1,2,a,1\n7,3,1,2,b,2\n8,1,1,1,,1', header);
    expect(records.map(({ rows, record }) => [rows, record?.details])).toEqual([
      [
        [2, 3],
        [
          { id: 'a', issuance_amount: '1' },
          { id: 'b', issuance_amount: '2' },
        ],
      ],
      [[4], [{ issuance_amount: '1' }]],
    ]);
    expect(records[0]?.raw).toEqual([
      ['7', '3', '1', '2', 'a', '1'],
      ['7', '3', '1', '2', 'b', '2'],
    ]);
  });

  it("they must agree in all that is the record's", async () => {
    expect(messages(await update('7,3,1,2,a,1\n7,4,1,2,b,2', header))).toEqual([
      ['total_amount is "3" in row 2, but "4" in row 3 of the same record'],
    ]);
  });

  it('an id of a detail that a spreadsheet has cut is named with its row', async () => {
    const [record] = await update('7,3,1,2,,\n7,3,1,2,a,1\n7,3,1,2,7.4E+18,2', header);
    expect(record?.faults).toMatchObject([{ field: 'details.id' }]);
    expect(messages(record ? [record] : [])).toEqual([
      [expect.stringMatching(/^row 4: details\.id is "7\.4E\+18": a spread/)],
    ]);
  });

  it('a status in any of the rows counts for all', async () => {
    const [record] = await update('7,3,1,2,a,1,\n7,3,1,2,b,2,unknown', `${header},_status`);
    expect(record?.faults).toMatchObject([{ code: 2290001, field: '_status' }]);
  });

  it('a ragged row spoils its record, and no other', async () => {
    const records = await update('7,3,1,2,a,1\n7,3,1,2,b\n8,1,1,1,,1', header);
    expect(records.map(({ rows, record, faults }) => [rows, record !== undefined, faults.length])).toEqual([
      [[2, 3], false, 1],
      [[4], true, 0],
    ]);
  });

  it('more than 40,000 rows of one id stop the file: a column says the same in all of them', async () => {
    const rows = (count: number) => Array.from({ length: count }, () => '7,3,1,2,a,1').join('\n');
    expect(await update(rows(40_000), header)).toHaveLength(1);
    await expect(update(`8,1,1,1,,1\n${rows(40_001)}`, header)).rejects.toThrow(
      'rows 3 to 40003 all have the id "7", which makes one record of them, larger than any may be',
    );
  });

  it('rows without an id are records of their own', async () => {
    expect((await update(',3,1,2,a,1\n,3,1,2,b,2', header)).map(({ rows }) => rows)).toEqual([[2], [3]]);
  });

  it('apart, they are two records', async () => {
    expect((await update('7,3,1,2,a,1\n8,1,1,1,,1\n7,3,1,2,b,2', header)).map(({ rows }) => rows)).toEqual([
      [2],
      [3],
      [4],
    ]);
  });
});

describe("a report's file that is dropped again", () => {
  it('has columns of our own, which are ignored, and cells guarded against formulas', async () => {
    const records = await read(
      `${updateHeader},details.1.issuance_amount\n7,-5,1,1,'=1+1,failed,12,-5\n8,'1,1,1,''x,,13,1\n`,
    );
    expect(records.map(({ record }) => record)).toEqual([
      {
        id: '7',
        total_amount: '-5',
        currency_id: '1',
        issuance_frequency: 1,
        remark: '=1+1',
        details: [{ issuance_amount: '-5' }],
      },
      {
        id: '8',
        total_amount: '1',
        currency_id: '1',
        issuance_frequency: 1,
        remark: "'x",
        details: [{ issuance_amount: '1' }],
      },
    ]);
  });

  it.each(['unknown', 'conflict', 'exists_unchecked'])(
    'with _status %s is refused: look first',
    async (status) => {
      const [record] = await read(`${updateHeader},details.1.issuance_amount\n7,5,1,1,x,${status},12,5\n`);
      expect(record?.faults).toMatchObject([{ code: 2290001, field: '_status' }]);
      expect(messages(record ? [record] : [])).toEqual([
        [expect.stringContaining(`_status is ${status}: nobody knows whether this record was paid`)],
      ]);
    },
  );

  it('a file that is no report of Payferry keeps its quote marks', async () => {
    const [record] = await update("7,1,1,1,'1,,");
    expect(record?.record?.details).toEqual([{ issuance_amount: "'1" }]);
  });
});

describe('a column of ids that a spreadsheet has rounded', () => {
  const header =
    'unique_id,user_id,total_amount,binding_period,currency_id,issuance_frequency,item_id,details.1.issuance_amount,details.1.issuance_status,details.1.issuance_way,details.1.issuance_time,details.1.belong_time';
  const row = (userId: string) => `b,${userId},1,0,1,1,1,1,to_be_issued,with_cash,2026-12-01,2026-12-01`;
  const readUsers = (...ids: readonly string[]) => read([header, ...ids.map(row)].join('\n'), lumpSumCreate);

  it.each([
    [['7337149697626800000', '7337149697626900000']],
    [['7337149697626800000']],
    [['1234567890123450', '1234567890123460', '1234567890123470', '1234567890123480']],
  ])('%j stop the file', async (ids) => {
    await expect(readUsers(...ids)).rejects.toThrow(
      'every long id in the column user_id ends in zeros behind its 15th digit: a spreadsheet has damaged them',
    );
  });

  it.each([
    [['7337149697626800000', '7337149697626801708']],
    [['1234567890123450']],
    [['1234567890123450', '1234567890123450', '1234567890123450', '1234567890123450', '1234567890123450']],
    [['123456789012300', '100000000000000']],
    [['ou_000000000000000000000']],
  ])('%j may be honest', async (ids) => {
    await expect(readUsers(...ids)).resolves.toHaveLength(ids.length);
  });

  it.each([
    ['details.1.id', 'details.1.issuance_amount'],
    ['details.id', 'details.issuance_amount'],
  ])('is found in %s too', async (column, amount) => {
    const table = `id,total_amount,currency_id,issuance_frequency,${column},${amount}`;
    await expect(
      update('1,1,1,1,7337149697626800000,1\n2,1,1,1,7337149697626900000,1', table),
    ).rejects.toThrow(`every long id in the column ${column} ends in zeros`);
  });
});
