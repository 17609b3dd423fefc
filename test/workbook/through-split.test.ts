// What split makes of each table of the fixtures, through the exported handler: the records that are sent, the rows that are not,
// what was passed over and what a person has to look at.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { cellName } from '../../functions/split/read/workbook/open-workbook.ts';
import { allInEnglish, inEnglish } from '../in-english.ts';
import { splitWorld, type SplitWorld } from '../split/harness.ts';
import { texts, workbooks } from './fixtures.ts';

let ferry: SplitWorld;
beforeAll(async () => {
  ferry = await splitWorld();
});
afterAll(() => ferry[Symbol.asyncDispose]());

let count = 0;

async function drop(folder: string, name: string, path: string) {
  count += 1;
  const key = `${folder}/max_rejected_percent=100/${count}/${basename(name)}`;
  return ferry.drop(key, readFileSync(path));
}

const tables = [
  ...workbooks.flatMap(({ name, path, expected }) =>
    expected.table ? [{ name, path, table: expected.table }] : [],
  ),
  ...texts.map(({ name, path, expected }) => ({ name, path, table: expected })),
];

/** A table with a row for each detail gives them no numbers. */
function withoutNumber(field: string): string {
  return field.replace(/^details\.1\./, 'details.');
}

describe('a table that another program wrote', () => {
  it.each(tables)('$name', async ({ name, path, table }) => {
    const { plan, batches, rejected } = await drop(table.folder, name, path);
    if (table.verdict === 'stops') {
      expect(plan.state).toBe('rejected');
      expect(inEnglish(plan.reason)).toMatch(/^\S.{10,}/s);
      return;
    }
    expect(plan.reason).toBeUndefined();
    expect(batches.flat().map(({ row, record }) => [row, record])).toEqual(table.records);
    expect(rejected.map(({ row }) => row)).toEqual(table.rejected.map(([row]) => row));
    // A row names the field of its first fault; the sentence of each fault names the column.
    for (const [index, [, fields]] of table.rejected.entries()) {
      expect(fields.map(withoutNumber)).toContain(withoutNumber(String(rejected[index]?.field)));
      const told = String(allInEnglish(rejected[index]?.message));
      expect(told.split('; ').length).toBeGreaterThanOrEqual(fields.length);
    }
    expect(plan.hold?.map(({ kind }) => kind) ?? []).toEqual(table.looks);
    expect(plan.state).toBe(table.looks.length > 0 ? 'await_approval' : 'send');
    expect(plan.passed_over?.rows.map(({ row }) => row)).toEqual(expect.arrayContaining(table.passed_over));
    if (table.encoding !== undefined)
      expect(plan.encoding).toBe(table.encoding.replace(/^(utf-16)[bl]e$/, '$1'));
    if (table.header_row !== undefined) expect(plan.header_row).toBe(table.header_row);
    const letters = plan.ignored_columns?.map((title) => {
      const at = plan.header?.indexOf(title) ?? -1;
      return cellName(at, 1).slice(0, -1);
    });
    const passedOver = [...(letters ?? []), ...(plan.ignored_columns ?? [])];
    expect(passedOver).toEqual(expect.arrayContaining(table.columns_passed_over));
  });
});

describe('a file that is no workbook', () => {
  it.each(workbooks.filter(({ expected }) => expected.refused !== undefined))(
    '$name stops with its sentence',
    async ({ name, path, expected }) => {
      const { plan } = await drop('lump_sum_payment/batch_create', name, path);
      expect(plan).toMatchObject({ state: 'rejected', reason: { say: expected.refused } });
    },
  );
});
