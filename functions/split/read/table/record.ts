// Makes one record of its rows (several where each row is a detail), and finds what is wrong with the rows themselves.

import { badParameter, type Fault } from '../../../../shared/feishu/rules/fault.ts';
import { must } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { unguardCell } from '../../../../shared/values/formula-guard.ts';
import { unclearRowFaults } from '../unclear-row.ts';
import type { ReadRecord } from '../read-record.ts';
import type { Row } from '../csv.ts';
import { cellValue, isDamagedId } from './cell.ts';
import type { Column, ElementColumns, Header } from './header.ts';
import { inTable, type TableElement } from './in-table.ts';

export function recordOfRows(header: Header, asRead: readonly [Row, ...Row[]]): ReadRecord {
  const numbers = asRead.map(({ row }) => row);
  const raw = asRead.map(({ cells }) => cells);
  if (raw.some(({ length }) => length !== header.width)) {
    const ragged = asRead.filter(({ cells }) => cells.length !== header.width);
    return { rows: numbers, raw, record: undefined, faults: ragged.map((row) => raggedFault(header, row)) };
  }

  const rows = header.guarded ? asRead.map(unguarded) : asRead;
  const first = must(rows[0], 'the first row').cells;
  const record = objectOf(header.fields, first);
  const lists = header.lists.map(({ name, elements }) => ({
    name,
    elements: elementsOf(elements, rows, header),
  }));
  for (const { name, elements } of lists) record[name] = elements.map(({ fields }) => fields);

  const where = (fault: Fault) => inTable(lists, fault);
  const faults: Fault[] = [];
  for (const at of header.statusAt) for (const { cells } of rows) faults.push(...unclearRowFaults(cells[at]));
  if (rows.length > 1) for (const column of header.fields) faults.push(...disagreement(column, rows));
  for (const id of header.ids)
    if (isDamagedId(record[id.name])) faults.push(damage(id.name, record[id.name]));
  for (const { name, elements } of lists) {
    for (const [index, { ids, fields }] of elements.entries()) {
      for (const id of ids) {
        const value = fields[id.name];
        if (isDamagedId(value)) faults.push(where(damage(`${name}.${index + 1}.${id.name}`, value)));
      }
    }
  }
  const isAll = header.recordIsAll && lists.every(({ elements }) => elements.every(isInItsPlace));
  return { rows: numbers, raw: isAll ? undefined : raw, record, faults, where };
}

/**
 * False where an element before it was empty: the record alone does not say which one. False too where elements have no
 * numbers.
 */
function isInItsPlace({ number }: TableElement, index: number): boolean {
  return number === index + 1;
}

interface FilledElement extends TableElement {
  readonly ids: readonly Column[];
}

/** The elements of a list that are not empty: from the columns of one row, or one from each row. */
function elementsOf(
  columnsOfEach: readonly ElementColumns[],
  rows: readonly Row[],
  { rowPerDetail }: Header,
): readonly FilledElement[] {
  const found: FilledElement[] = [];
  for (const { title, number, columns, ids } of columnsOfEach) {
    for (const { row, cells } of rows) {
      if (columns.some(({ at }) => cells[at] !== ''))
        found.push({
          title,
          number,
          row: rowPerDetail ? row : undefined,
          fields: objectOf(columns, cells),
          ids,
        });
      if (!rowPerDetail) break;
    }
  }
  return found;
}

function unguarded({ row, cells }: Row): Row {
  return { row, cells: cells.map(unguardCell) };
}

function objectOf(columns: readonly Column[], cells: readonly string[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const { at, name, cell } of columns) {
    const value = cellValue(cells[at] ?? '', cell);
    if (value !== undefined) object[name] = value;
  }
  return object;
}

function raggedFault({ width }: Header, { row, cells }: Row): Fault {
  const message = say('record.ragged', { row, cells: cells.length, width });
  return { code: badParameter, field: '', message };
}

/** The fault of a field of the record in which its rows differ. Only the columns of details, and ignored ones, may differ. */
function disagreement({ at, name }: Column, [first, ...others]: readonly Row[]): readonly Fault[] {
  const other = others.find(({ cells }) => cells[at] !== first?.cells[at]);
  if (!first || !other) return [];
  const message = say('record.rows_disagree', {
    field: name,
    first: shown(first.cells[at]),
    firstRow: first.row,
    second: shown(other.cells[at]),
    secondRow: other.row,
  });
  return [{ code: badParameter, field: name, message }];
}

function damage(field: string, value: unknown): Fault {
  const message = say('record.damaged_id', { field, value: shown(value) });
  return { code: badParameter, field, message };
}
