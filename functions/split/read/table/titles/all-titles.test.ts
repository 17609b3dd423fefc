import { describe, expect, it } from 'vitest';

import { writeOperations } from '../../../../../shared/feishu/operations/writes.ts';
import { fieldsOf } from '../../../../../shared/feishu/rules/shape.ts';
import type { TableField, TableOperation } from '../../../../../shared/feishu/titles/operation-table.ts';
import { tableOperations } from '../../../../../shared/feishu/titles/table-operations.ts';
import { documented } from '../../../../../test/documented/index.ts';
import { mayNotBePassedOver, standsBesidePay } from './beside-pay.ts';
import { KnownTitles } from './known-titles.ts';
import { plainTitle } from './plain-title.ts';

interface Titled {
  readonly path: string;
  readonly field: TableField;
}

function titledFields({ table }: TableOperation): readonly Titled[] {
  return [
    ...Object.entries(table.fields).map(([path, field]) => ({ path, field })),
    ...Object.entries(table.lists).flatMap(([list, { fields }]) =>
      Object.entries(fields).map(([name, field]) => ({ path: `${list}.${name}`, field })),
    ),
  ];
}

const han = /\p{Script=Han}/u;

it('every write operation has its table, and is itself but for it', () => {
  expect(tableOperations.map(({ table: _, ...operation }) => operation)).toEqual(writeOperations);
});

describe.each(tableOperations.map((operation) => [operation.name, operation] as const))(
  '%s',
  (_, operation) => {
    const titled = titledFields(operation);
    const page = documented.find(({ name }) => name === operation.name);

    it('has titles for exactly the fields that it takes', () => {
      const known = [...fieldsOf(operation.record)].flatMap(([name, { kind, inner }]) =>
        kind === 'list' ? [...inner.keys()].map((field) => `${name}.${field}`) : [name],
      );
      expect(titled.map(({ path }) => path).toSorted()).toEqual(known.toSorted());
    });

    it('finds each field by each of its titles and by its name, whatever the letters and the blanks', () => {
      const known = new KnownTitles(operation);
      for (const { path, field } of titled) {
        for (const title of [
          path,
          ...field.zh,
          ...field.en,
          field.en[0].toUpperCase(),
          ` *${field.zh[0]} (必填) `,
        ]) {
          const { list, number, name } = known.meaningOf(title) ?? {};
          expect([title, [list, name].filter(Boolean).join('.'), number]).toEqual([title, path, undefined]);
        }
        if (!path.includes('.')) continue;
        for (const title of [
          path.replace('.', '.12.'),
          `${field.zh[0]}12`,
          `明细12.${field.zh[0]}`,
          `明细 12. ${field.en[0]}`,
        ])
          expect([title, known.meaningOf(title)]).toMatchObject([
            title,
            { number: 12, name: path.split('.')[1] },
          ]);
      }
    });

    it('has no title of two fields, and none that is passed over or never is', () => {
      const plain = titled.flatMap(({ path, field }) =>
        [path, ...field.zh, ...field.en].map((title) => [plainTitle(title), path] as const),
      );
      const twice = [...Map.groupBy(plain, ([title]) => title)].filter(
        ([, same]) => new Set(same.map(([, path]) => path)).size > 1,
      );
      expect(twice).toEqual([]);
      expect(plain.filter(([title]) => standsBesidePay(title) || mayNotBePassedOver(title))).toEqual([]);
    });

    it('has Chinese titles in Chinese and English ones in English, each once', () => {
      for (const { field } of titled) {
        expect(field.zh.every((title) => han.test(title))).toBe(true);
        expect(field.en.some((title) => han.test(title))).toBe(false);
        const all = [...field.zh, ...field.en].map(plainTitle);
        expect(all).toEqual([...new Set(all)]);
      }
    });

    it('has ids, amounts and labels for the fields that are such', () => {
      for (const { path, field } of titled) {
        const name = path.split('.').at(-1) ?? '';
        expect([path, field.cell === 'id']).toEqual([path, /(?:^|_)id$/.test(name)]);
        expect([path, field.cell === 'amount']).toEqual([path, name.endsWith('_amount')]);
        expect([path, field.cell === 'date']).toEqual([path, /_(date|time)$/.test(name)]);
        expect([path, field.labels !== undefined]).toEqual([path, field.cell === 'label']);
      }
    });

    it('has a label for every value that the page lists, and for no other', () => {
      const listed = page?.body.flatMap(({ path, values }) =>
        values ? [[path.replace('[]', ''), values.map(String).toSorted()] as const] : [],
      );
      const labelled = titled.flatMap(({ path, field }) =>
        field.labels ? [[path, [...new Set(Object.values(field.labels))].toSorted()] as const] : [],
      );
      expect(Object.fromEntries(labelled)).toEqual(Object.fromEntries(listed ?? []));
    });
  },
);

it('there are some two hundred titles', () => {
  const titles = tableOperations.flatMap((operation) =>
    titledFields(operation).flatMap(({ field }) => [...field.zh, ...field.en]),
  );
  expect(new Set(titles).size).toBeGreaterThan(150);
});
