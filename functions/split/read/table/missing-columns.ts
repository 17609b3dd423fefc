// What becomes of fields for which a table has no column: they are given once for all records, they follow from other columns, or the
// file is stopped.

import type { Field } from '../../../../shared/feishu/rules/shape.ts';
import type {
  Derivation,
  TableField,
  TableOperation,
} from '../../../../shared/feishu/titles/operation-table.ts';
import { say, type Say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import type { Missing } from './header.ts';
import type { KnownColumn } from './titles/read-columns.ts';

/** A value for all records. */
export interface GivenOnce {
  /** The API's name of the column that it stands for: binding_period, details.issuance_way. */
  readonly path: string;
  readonly value: unknown;
}

export interface MissingColumns {
  readonly ofRecord: Missing;
  readonly ofList: (name: string) => Missing;
  /** Some field has a value without a column. */
  readonly isFilledIn: boolean;
  readonly faults: readonly Say[];
}

export function missingColumns(
  { table }: TableOperation,
  shape: ReadonlyMap<string, Field>,
  columns: readonly KnownColumn[],
  given: readonly GivenOnce[],
): MissingColumns {
  const byPath = new Map(columns.map((column) => [pathOf(column.list, column.name), column.title]));
  const values = new Map(given.map(({ path, value }) => [path, value]));
  const fates = (list: string | undefined, fields: Readonly<Record<string, TableField>>, ofList: Shape) =>
    Object.entries(fields).map(([name, field]): Fate => {
      const path = pathOf(list, name);
      const title = byPath.get(path);
      if (title !== undefined) return values.has(path) ? besideColumn(name, title) : { kind: 'column' };
      if (values.has(path)) return { kind: 'default', name, value: values.get(path) };
      if (field.derived && follows(field.derived, list, byPath))
        return { kind: 'derived', name, from: field.derived };
      return ofList?.get(name)?.required === true ? missing(path, field) : { kind: 'column' };
    });

  const ofRecord = fates(undefined, table.fields, shape);
  const ofLists = new Map(
    Object.entries(table.lists).map(([list, { fields }]) => {
      const inner = shape.get(list);
      return [list, fates(list, fields, inner?.required === true ? inner.inner : undefined)] as const;
    }),
  );
  const all = [...ofRecord, ...[...ofLists.values()].flat()];
  return {
    ofRecord: missingOf(ofRecord),
    ofList: (name) => missingOf(ofLists.get(name) ?? []),
    isFilledIn: all.some(({ kind }) => kind === 'default' || kind === 'derived'),
    faults: all.flatMap((fate) => (fate.kind === 'wrong' ? [fate.fault] : [])),
  };
}

type Shape = ReadonlyMap<string, Field> | undefined;

type Fate =
  | { readonly kind: 'column' }
  | { readonly kind: 'default'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'derived'; readonly name: string; readonly from: Derivation }
  | { readonly kind: 'wrong'; readonly fault: Say };

function missing(path: string, { zh: [title] }: TableField): Fate {
  return { kind: 'wrong', fault: say('table.column_missing', { field: path, title }) };
}

function besideColumn(name: string, title: string): Fate {
  return { kind: 'wrong', fault: say('table.default_beside_column', { field: name, column: shown(title) }) };
}

/** The columns that the value follows from are there. */
function follows(from: Derivation, list: string | undefined, byPath: ReadonlyMap<string, string>): boolean {
  switch (from.from) {
    case 'count':
      return [...byPath.keys()].some((path) => path.startsWith(`${from.list}.`));
    case 'sum':
      return byPath.has(pathOf(from.list, from.field));
    case 'record':
      return list !== undefined && byPath.has(from.field);
  }
}

function missingOf(fates: readonly Fate[]): Missing {
  return {
    defaults: fates.flatMap((fate) => (fate.kind === 'default' ? [[fate.name, fate.value] as const] : [])),
    derived: fates.flatMap((fate) => (fate.kind === 'derived' ? [[fate.name, fate.from] as const] : [])),
  };
}

/** Without the number of an element: a column for one element stands for all. */
function pathOf(list: string | undefined, name: string): string {
  return list === undefined ? name : `${list}.${name}`;
}
