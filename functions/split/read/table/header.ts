// Reads a table's header: the API's field names, with details as details.1.issuance_amount (all in one row) or
// details.issuance_amount (a row for each detail). Names that begin with _ are ignored. Any other unknown name stops the
// file: else its column would be lost in silence.

import { fieldsOf, type Field } from '../../../../shared/feishu/rules/shape.ts';
import type { WriteOperation } from '../../../../shared/feishu/operation.ts';
import { nearest } from '../../../../shared/words/nearest.ts';
import type { Row } from '../csv.ts';
import { isStatusName } from '../../../../shared/job/unclear-status.ts';
import { say, type Say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { inShort } from '../../../../shared/words/in-short.ts';
import { isIdField } from './cell.ts';
import { StopFile } from '../stop-file.ts';

export interface Column {
  /** Its place in a row, from 0. */
  readonly at: number;
  /** The name in the header, like details.1.issuance_amount. */
  readonly title: string;
  /** The field of the record or of the detail, like issuance_amount. */
  readonly name: string;
  readonly cell: Field['kind'];
  /** It holds ids, which spreadsheets damage. */
  readonly isId: boolean;
}

export interface ElementColumns {
  /** The beginning of its columns' titles: details.1, or details in a table with a row for each detail. */
  readonly title: string;
  /** The number in the title, as 1 in details.1; undefined in a table with a row for each detail. */
  readonly number: number | undefined;
  readonly columns: readonly Column[];
  readonly ids: readonly Column[];
}

export interface Header {
  readonly width: number;
  readonly fields: readonly Column[];
  /** The columns among `fields` that hold ids. */
  readonly ids: readonly Column[];
  /**
   * The columns of each list, by its elements in the order of their numbers. In a table with a row for each detail there is
   * one element.
   */
  readonly lists: readonly { readonly name: string; readonly elements: readonly ElementColumns[] }[];
  /** Each row is a detail, and consecutive rows of one identity are one record. */
  readonly rowPerDetail: boolean;
  /**
   * The file has the column _row, so it is one of our own reports. In those a quote mark stands before each cell that looks
   * like a formula.
   */
  readonly guarded: boolean;
  /** The columns that say the status of an earlier report. */
  readonly statusAt: readonly number[];
  /** A record says all that its cells say, unless an element is empty before another one, so the cells need not be kept. */
  readonly recordIsAll: boolean;
}

/** The meaning of a column's name. */
type Named =
  | { readonly kind: 'ignored' }
  | { readonly kind: 'field'; readonly name: string; readonly cell: Field['kind'] }
  | Inner;

interface Inner {
  readonly kind: 'inner';
  readonly list: string;
  /** The number in the name, as 1 in details.1; undefined in a table with a row for each detail. */
  readonly number: number | undefined;
  readonly name: string;
  readonly cell: Field['kind'];
}

const mostDetails = 1000;
const mostFaultsTold = 10;

export function readHeader(operation: WriteOperation, { row, cells }: Row): Header {
  const fields = fieldsOf(operation.record);
  const [, separator] = cells.length === 1 ? (/([;,\t|])/.exec(cells[0] ?? '') ?? []) : [];
  if (separator !== undefined) throw wrong(row, [say('file.other_separator', { separator })]);
  const names = cells.map((name) => name.trim());
  const columns = names.map((name) => readName(name, fields));
  const faults = [
    ...names.flatMap((name, at) => (columns[at] === undefined ? [unknownColumn(name, at, fields)] : [])),
    ...[...Map.groupBy(names, (name) => name)].flatMap(([name, same]) =>
      name !== '' && same.length > 1 ? [say('file.column_twice', { name: shown(name) })] : [],
    ),
    ...mixedForms(columns),
    ...missing(columns, fields),
  ];
  if (faults.length > 0) throw wrong(row, faults);

  const ofRecord = columns.flatMap((column, at) =>
    column?.kind === 'field' ? [columnOf(column, at, column.name)] : [],
  );
  const rowPerDetail = columns.some((column) => column?.kind === 'inner' && column.number === undefined);
  return {
    width: cells.length,
    fields: ofRecord,
    ids: ofRecord.filter(({ isId }) => isId),
    lists: listsOf(columns),
    rowPerDetail,
    guarded: names.includes('_row'),
    statusAt: [...names.keys()].filter((at) => isStatusName(names[at] ?? '')),
    recordIsAll: !rowPerDetail && columns.every((column) => column?.kind !== 'ignored'),
  };
}

function wrong(row: number, faults: readonly Say[]): StopFile {
  return new StopFile(say('file.header_wrong', { row, faults: inShort(faults, mostFaultsTold) }));
}

function listsOf(columns: readonly (Named | undefined)[]): Header['lists'] {
  const inner = columns.flatMap((column, at) => (column?.kind === 'inner' ? [{ ...column, at }] : []));
  return [...Map.groupBy(inner, ({ list }) => list)].map(([name, ofList]) => ({
    name,
    elements: [...Map.groupBy(ofList, ({ number }) => number ?? 1)]
      .toSorted(([a], [b]) => a - b)
      .map(([, ofElement]) => elementOf(ofElement)),
  }));
}

function elementOf(inner: readonly (Inner & { readonly at: number })[]): ElementColumns {
  const [{ list, number } = { list: '', number: undefined }] = inner;
  const title = number === undefined ? list : `${list}.${number}`;
  const columns = inner.map((column) => columnOf(column, column.at, `${title}.${column.name}`));
  return { title, number, columns, ids: columns.filter(({ isId }) => isId) };
}

function columnOf({ name, cell }: Pick<Column, 'name' | 'cell'>, at: number, title: string): Column {
  return { at, title, name, cell, isId: isIdField(title) };
}

function readName(name: string, fields: ReadonlyMap<string, Field>): Named | undefined {
  if (name.startsWith('_')) return { kind: 'ignored' };
  const [outer = '', ...path] = name.split('.');
  const field = fields.get(outer);
  if (!field) return undefined;
  if (field.kind !== 'list') return path.length === 0 ? { kind: 'field', name, cell: field.kind } : undefined;

  const [number, inner] = path.length === 1 ? [undefined, path[0]] : path;
  const cell = path.length <= 2 && inner !== undefined ? field.inner.get(inner)?.kind : undefined;
  if (inner === undefined || cell === undefined) return undefined;
  if (number === undefined) return { kind: 'inner', list: outer, number: undefined, name: inner, cell };
  if (!/^[1-9]\d*$/.test(number) || Number(number) > mostDetails) return undefined;
  return { kind: 'inner', list: outer, number: Number(number), name: inner, cell };
}

function unknownColumn(name: string, index: number, fields: ReadonlyMap<string, Field>): Say {
  if (name === '') return say('file.column_without_name', { number: index + 1 });
  const number = /\.(\d+)\./.exec(name)?.[1] ?? '1';
  const known = [...fields].flatMap(([outer, { inner }]) =>
    inner.size === 0
      ? [outer]
      : [...inner.keys()].flatMap((field) => [`${outer}.${field}`, `${outer}.${number}.${field}`]),
  );
  return say('file.column_unknown', { name: shown(name), meant: nearest(name, known) });
}

function mixedForms(columns: readonly (Named | undefined)[]): readonly Say[] {
  const forms = new Set(
    columns.flatMap((column) => (column?.kind === 'inner' ? [column.number === undefined] : [])),
  );
  return forms.size > 1 ? [say('file.details_mixed')] : [];
}

/** One sentence for each required column that is absent: else every record would be rejected for it. */
function missing(
  columns: readonly (Named | undefined)[],
  fields: ReadonlyMap<string, Field>,
): readonly Say[] {
  const named = new Set(columns.map((column) => nameOf(column)));
  const needed = [...fields].flatMap(([outer, field]) => {
    if (!field.required) return [];
    if (field.kind !== 'list') return [outer];
    return [...field.inner].flatMap(([inner, { required }]) => (required ? [`${outer}.${inner}`] : []));
  });
  return needed.filter((name) => !named.has(name)).map((name) => say('file.column_missing', { name }));
}

function nameOf(column: Named | undefined): string | undefined {
  if (column?.kind === 'inner') return `${column.list}.${column.name}`;
  return column?.kind === 'field' ? column.name : undefined;
}
