// A table in Chinese is the same records as its twin with the API's names, and any record can be written as one.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fieldsOf } from '../../../../shared/feishu/rules/shape.ts';
import type { TableField, TableOperation } from '../../../../shared/feishu/titles/operation-table.ts';
import { tableOperations } from '../../../../shared/feishu/titles/table-operations.ts';
import { quotedCell } from '../../../../shared/values/csv.ts';
import { isJsonObject, type JsonObject } from '../../../../shared/values/json.ts';
import { readTable } from '../../../../test/read-table.ts';
import { goodRecords } from '../../../../test/records.ts';

interface Flat {
  /** The API's name of the column, as details.1.issuance_amount. */
  readonly path: string;
  readonly field: TableField;
  readonly number: string;
  readonly value: string;
}

/** The cells of a record, as its twin has them. */
function flat({ table }: TableOperation, record: JsonObject): readonly Flat[] {
  return Object.entries(record).flatMap(([name, value]): Flat[] => {
    const field = table.fields[name];
    if (field) return [{ path: name, field, number: '', value: String(value) }];
    const elements: readonly unknown[] = Array.isArray(value) ? value : [];
    return elements.filter(isJsonObject).flatMap((element, index) =>
      Object.entries(element).flatMap(([inner, innerValue]) => {
        const of = table.lists[name]?.fields[inner];
        return of
          ? [
              {
                path: `${name}.${index + 1}.${inner}`,
                field: of,
                number: String(index + 1),
                value: String(innerValue),
              },
            ]
          : [];
      }),
    );
  });
}

const csv = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => `${row.map(quotedCell).join()}\n`).join('');

function inChinese({ field, value }: Flat): string {
  const [label] = Object.entries(field.labels ?? {}).find(([, of]) => of === value) ?? [];
  if (label !== undefined) return label;
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  if (field.cell === 'date' && year !== '') return `${year}年${Number(month)}月${Number(day)}日`;
  if (field.cell !== 'amount') return value;
  const [whole = '', fraction] = value.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

describe.each(tableOperations.map((operation) => [operation.name, operation] as const))(
  '%s',
  (name, operation) => {
    const good = goodRecords[name] ?? (() => ({}));

    it('in Chinese is the records of its twin', async () => {
      const cells = flat(operation, good());
      const twin = await readTable(
        name,
        csv([cells.map(({ path }) => path), cells.map(({ value }) => value)]),
      );
      const titled = await readTable(
        name,
        csv([cells.map(({ field, number }) => field.zh[0] + number), cells.map(inChinese)]),
      );
      expect(twin.records.map(({ faults, isRaw }) => [faults, isRaw])).toEqual([[[], false]]);
      expect(titled.records.map(({ record, faults }) => [record, faults])).toEqual([[good(), []]]);
      expect(titled.records.map(({ record }) => record)).toEqual(twin.records.map(({ record }) => record));
    });

    it('of any record, in any order and with rows around, is that record', async () => {
      const words = fc
        .string({ minLength: 1 })
        .filter((text) => text.trim() === text && !/\p{Cc}/u.test(text));
      const valueOf = ({ field, value }: Flat) => {
        if (field.cell === 'text') return words;
        if (field.cell === 'amount') return fc.stringMatching(/^[1-9]\d{0,8}\.\d\d$/);
        if (field.labels) return fc.constantFrom(...Object.values(field.labels));
        return fc.constant(value);
      };
      const any = fc
        .tuple(...flat(operation, good()).map((cell) => valueOf(cell).map((value) => ({ ...cell, value }))))
        .chain((cells) =>
          fc.record({
            cells: fc.shuffledSubarray(cells, { minLength: cells.length, maxLength: cells.length }),
            english: fc.boolean(),
            spare: fc.subarray(['序号', '部门', '_备查']),
            above: fc.subarray([['2026年11月奖金发放表'], ['制表单位', '人力资源部']]),
            total: fc.boolean(),
            below: fc.subarray([['制表人：李四'], ['审核：王五']]),
          }),
        );
      await fc.assert(
        fc.asyncProperty(any, async ({ cells, english, spare, above, total, below }) => {
          const titles = cells.map(({ field, number }) => (english ? field.en[0] : field.zh[0]) + number);
          const width = spare.length + titles.length;
          const filled = (row: readonly string[]) => [
            ...row,
            ...Array.from({ length: width - row.length }, () => ''),
          ];
          const sums = cells.map(({ field, value }) => (field.cell === 'amount' ? value : ''));
          const first = sums.findIndex((sum) => sum === '');
          const { stopped, records, facts } = await readTable(
            name,
            csv([
              ...above.map(filled),
              [...spare, ...titles],
              [...spare.map(() => 'x'), ...cells.map(inChinese)],
              ...(total ? [[...spare.map(() => ''), ...sums.with(first, '合计')]] : []),
              ...below.map(filled),
            ]),
          );
          expect(stopped).toBeUndefined();
          const [{ record } = { record: undefined }] = records;
          expect(records).toHaveLength(1);
          expect(new Map(flat(operation, record ?? {}).map(({ path, value }) => [path, value]))).toEqual(
            new Map(cells.map(({ path, value }) => [path, value])),
          );
          expect(facts).toMatchObject({
            header_row: above.length + 1,
            hold: [],
            passed_over: { count: below.length + (total ? 1 : 0) },
          });
        }),
        { numRuns: 60 },
      );
    });
  },
);

it('the kinds of integers are those of the API', () => {
  for (const { record, table } of tableOperations) {
    for (const [name, { kind }] of fieldsOf(record)) {
      expect([name, kind !== 'int' || ['int', 'label'].includes(table.fields[name]?.cell ?? '')]).toEqual([
        name,
        true,
      ]);
    }
  }
});
