// Makes one record of its rows (several where each row is a detail), and finds what is wrong with the rows themselves.

import { badParameter, type Fault } from '../../../../shared/feishu/rules/fault.ts';
import { must } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { unguardCell } from '../../../../shared/values/formula-guard.ts';
import { unclearRowFaults } from '../unclear-row.ts';
import type { ReadRecord } from '../read-record.ts';
import { isDamagedId } from './cells/damaged-id.ts';
import { CellReader, type CellName } from './cells/read-cells.ts';
import { readCell } from './cells/read-cell.ts';
import { fillIn, type FilledIn } from './derive.ts';
import type { Column, ElementColumns, Header } from './header.ts';
import type { Row } from './row.ts';
import { inTable, type Place, type TableElement } from './where.ts';

const noFields: ReadonlySet<string> = new Set();
const nothingFilledIn: FilledIn = { faults: [], explained: noFields };

export function recordOfRows(
  header: Header,
  asRead: readonly [Row, ...Row[]],
  cellName?: CellName,
): ReadRecord {
  const numbers = asRead.map(({ row }) => row);
  const raw = asRead.map(({ cells }) => cells);
  if (raw.some(({ length }) => length !== header.width)) {
    const ragged = asRead.filter(({ cells }) => cells.length !== header.width);
    return { rows: numbers, raw, record: undefined, faults: ragged.map((row) => raggedFault(header, row)) };
  }

  const rows = header.guarded ? asRead.map(unguarded) : asRead;
  const first = must(rows[0], 'the first row');
  const reader = new CellReader(cellName);
  const record = reader.objectOf(header.fields, first, '');
  const lists = header.lists.map(({ name, elements }) => ({
    name,
    elements: elementsOf(name, elements, rows, header, reader),
  }));
  for (const { name, elements } of lists) record[name] = elements.map(({ fields }) => fields);
  const filled = header.isFilledIn ? fillIn(header, record, lists) : nothingFilledIn;

  const faults: Fault[] = [...filled.faults];
  for (const at of header.statusAt) for (const { cells } of rows) faults.push(...unclearRowFaults(cells[at]));
  if (rows.length > 1) for (const column of header.fields) faults.push(...disagreement(column, rows));
  for (const id of header.ids)
    if (isDamagedId(record[id.name])) faults.push(damage(id.name, record[id.name]));
  for (const { name, elements } of lists) {
    for (const [index, { ids, fields }] of elements.entries()) {
      for (const id of ids) {
        const value = fields[id.name];
        if (isDamagedId(value)) faults.push(damage(`${name}.${index + 1}.${id.name}`, value));
      }
    }
  }
  const place: Place = { row: first.row, fields: header.fields, lists, cellName };
  const isAll =
    header.recordIsAll && !reader.rewrote && lists.every(({ elements }) => elements.every(isInItsPlace));
  const isTold = faults.length > 0;
  return {
    rows: numbers,
    raw: isAll ? undefined : raw,
    record,
    faults: isTold ? inTable(place, { faults, cells: undefined, explained: noFields, isTold }) : faults,
    inFile: (judged) =>
      inTable(place, { faults: judged, cells: reader.faults, explained: filled.explained, isTold }),
  };
}

/**
 * False where an element before it was empty: the record alone does not say which one. False too where elements have no
 * numbers.
 */
function isInItsPlace({ number }: FilledElement, index: number): boolean {
  return number === index + 1;
}

interface FilledElement extends TableElement {
  readonly number: number | undefined;
  readonly ids: readonly Column[];
  readonly fields: Record<string, unknown>;
}

/** The elements of a list that are not empty: from the columns of one row, or one from each row. */
function elementsOf(
  list: string,
  columnsOfEach: readonly ElementColumns[],
  rows: readonly Row[],
  { rowPerDetail }: Header,
  reader: CellReader,
): readonly FilledElement[] {
  const found: FilledElement[] = [];
  for (const { path, number, columns, ids } of columnsOfEach) {
    for (const row of rows) {
      if (columns.some(({ at }) => row.cells[at] !== '')) {
        const fields = reader.objectOf(columns, row, `${list}.${found.length + 1}.`);
        // All of its cells may be blank.
        if (!reader.rewrote || Object.keys(fields).length > 0)
          found.push({ path, number, columns, ids, row: rowPerDetail ? row.row : undefined, fields });
      }
      if (!rowPerDetail) break;
    }
  }
  return found;
}

function unguarded(row: Row): Row {
  return { ...row, cells: row.cells.map(unguardCell) };
}

function raggedFault({ width }: Header, { row, cells }: Row): Fault {
  const message = say('record.ragged', { row, cells: cells.length, width });
  return { code: badParameter, field: '', message };
}

/** The fault of a field of the record in which its rows differ. Only the columns of details, and ignored ones, may differ. */
function disagreement(column: Column, [first, ...others]: readonly Row[]): readonly Fault[] {
  const other = others.find((each) => textOf(column, each) !== (first && textOf(column, first)));
  if (!first || !other) return [];
  const message = say('record.rows_disagree', {
    field: column.name,
    first: shown(first.cells[column.at]),
    firstRow: first.row,
    second: shown(other.cells[column.at]),
    secondRow: other.row,
  });
  return [{ code: badParameter, field: column.name, message }];
}

function textOf(column: Column, { cells }: Row): string {
  const cell = cells[column.at] ?? '';
  return cell === '' ? '' : readCell(column, cell).text;
}

function damage(field: string, value: unknown): Fault {
  const message = say('record.damaged_id', { field, value: shown(value) });
  return { code: badParameter, field, message };
}
