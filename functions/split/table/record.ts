// One record out of its rows, with everything that is wrong with them.

import { badParameter, type Fault } from '../../../shared/feishu/rules/fault.ts';
import { show } from '../../../shared/feishu/rules/show.ts';
import { unguardCell } from '../../../shared/formula-guard.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { lookFirst } from '../look-first.ts';
import type { ReadRecord } from '../read-record.ts';
import type { Row } from '../read/csv.ts';
import { cellValue, isDamagedId } from './cell.ts';
import type { Column, ElementColumns, Header } from './header.ts';
import { inTable, type TableElement } from './in-table.ts';

export function recordOfRows(header: Header, asRead: readonly [Row, ...Row[]]): ReadRecord {
  const place = { rows: asRead.map(({ row }) => row), raw: asRead.map(({ cells }) => cells) };
  const ragged = asRead.filter(({ cells }) => cells.length !== header.width);
  if (ragged.length > 0)
    return { ...place, record: undefined, faults: ragged.map((row) => raggedFault(header, row)) };

  const rows = header.guarded ? asRead.map(unguarded) : asRead;
  const first = rows[0]?.cells ?? [];
  const lists = header.lists.map(({ name, elements: columnsOfEach }) => {
    const elements = columnsOfEach.flatMap((columns) =>
      header.rowPerDetail
        ? rows.map(({ row, cells }) => elementOf(columns, cells, row))
        : [elementOf(columns, first)],
    );
    return { name, elements: elements.filter(({ fields }) => Object.keys(fields).length > 0) };
  });
  const where = (fault: Fault) => inTable(lists, fault);
  const faults =
    header.statusAt === undefined ? [] : rows.flatMap(({ cells }) => lookFirst(cells[header.statusAt ?? 0]));
  for (const column of header.fields) {
    faults.push(...disagreement(column, rows));
    if (isDamagedId(column.name, first[column.at])) faults.push(damagedId(column.name, first[column.at]));
  }
  for (const { name: list, elements } of lists) {
    for (const [index, { fields }] of elements.entries()) {
      for (const name of Object.keys(fields)) {
        if (isDamagedId(name, fields[name]))
          faults.push(damagedId(`${list}.${index + 1}.${name}`, fields[name]));
      }
    }
  }
  const listFields = lists.map(({ name, elements }) => [name, elements.map(({ fields }) => fields)] as const);
  const record = { ...objectOf(header.fields, first), ...Object.fromEntries(listFields) };
  return { ...place, record, faults: faults.map(where), where };
}

function unguarded({ row, cells }: Row): Row {
  return { row, cells: cells.map(unguardCell) };
}

function elementOf({ title, columns }: ElementColumns, cells: readonly string[], row?: number): TableElement {
  return { title, row, fields: objectOf(columns, cells) };
}

function objectOf(columns: readonly Column[], cells: readonly string[]): JsonObject {
  const object: Record<string, unknown> = {};
  for (const { at, name, cell } of columns) {
    const value = cellValue(cells[at] ?? '', cell);
    if (value !== undefined) object[name] = value;
  }
  return object;
}

function raggedFault({ width }: Header, { row, cells }: Row): Fault {
  const message = `row ${row} has ${cells.length} cells, the header has ${width}: is a comma missing, or one too many?`;
  return { code: badParameter, field: '', message };
}

/** Rows of one record say the same in all columns but the details'. */
function disagreement({ at, name }: Column, [first, ...others]: readonly Row[]): readonly Fault[] {
  const other = others.find(({ cells }) => cells[at] !== first?.cells[at]);
  if (!first || !other) return [];
  const message = `${name} is ${show(first.cells[at])} in row ${first.row}, but ${show(other.cells[at])} in row ${other.row} of the same record`;
  return [{ code: badParameter, field: name, message }];
}

function damagedId(field: string, value: unknown): Fault {
  const message = `${field} is ${show(value)}: a spreadsheet took it for a number and cut its digits. Format the column as text and fill it in again`;
  return { code: badParameter, field, message };
}
