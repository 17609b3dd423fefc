// Reads a table's header. It stops the file at what would be lost or mistaken: a required column that is missing, an unknown one
// that is near a known one or that holds money, two columns of one field. Names that begin with _ are a person's own.

import { fieldsOf } from '../../../../shared/feishu/rules/shape.ts';
import type { TableOperation } from '../../../../shared/feishu/titles/operation-table.ts';
import { isStatusName } from '../../../../shared/job/unclear-status.ts';
import { inShort } from '../../../../shared/words/in-short.ts';
import { say, type Say } from '../../../../shared/words/say.ts';
import { StopFile } from '../stop-file.ts';
import type { Column, ElementColumns, Header, ListColumns } from './header.ts';
import { missingColumns, type GivenOnce } from './missing-columns.ts';
import type { Row } from './row.ts';
import { readColumns, type KnownColumn } from './titles/read-columns.ts';
import type { KnownTitles } from './titles/known-titles.ts';

const mostFaultsTold = 10;

export interface HeaderReading {
  readonly operation: TableOperation;
  readonly known: KnownTitles;
  /** What is given once for all records. */
  readonly given: readonly GivenOnce[];
}

export function readHeader({ operation, known, given }: HeaderReading, { row, cells }: Row): Header {
  const [, separator] = cells.length === 1 ? (/([;,\t|])/.exec(cells[0] ?? '') ?? []) : [];
  if (separator !== undefined) throw wrong(row, [say('file.other_separator', { separator })]);
  const names = cells.map((cell) => cell.trim());
  const read = readColumns(operation, known, names);
  const fields = columnsOfRecord(read.known);
  const rowPerDetail = read.known.some(({ list, number }) => list !== undefined && number === undefined);
  const missing = missingColumns(operation, fieldsOf(operation.record), read.known, given);
  // Unknown columns are told where the header is wrong anyway: one of them may be what is missing.
  const faults = [
    ...(missing.faults.length > 0 ? read.faultsOfAll : read.faults),
    ...mixedForms(read.known),
    ...missing.faults,
  ];
  if (faults.length > 0) throw wrong(row, faults);

  return {
    row,
    width: cells.length,
    fields,
    ids: fields.filter(({ kind }) => kind === 'id'),
    lists: listsOf(read.known).map((list) => ({ ...list, missing: missing.ofList(list.name) })),
    missing: missing.ofRecord,
    isFilledIn: missing.isFilledIn,
    rowPerDetail,
    guarded: names.includes('_row'),
    statusAt: [...names.keys()].filter((at) => isStatusName(names[at] ?? '')),
    recordIsAll:
      !rowPerDetail &&
      read.known.length === cells.length &&
      !missing.isFilledIn &&
      read.known.every((column) => pathOf(column) === column.title),
    untitledAt: read.untitledAt,
    besidePay: read.besidePay,
    unknown: read.unknown,
  };
}

function wrong(row: number, faults: readonly Say[]): StopFile {
  return new StopFile(say('file.header_wrong', { row, faults: inShort(faults, mostFaultsTold) }));
}

function mixedForms(columns: readonly KnownColumn[]): readonly Say[] {
  const ofLists = columns.filter(({ list }) => list !== undefined);
  const forms = new Set(ofLists.map(({ number }) => number === undefined));
  return forms.size > 1 ? [say('file.details_mixed')] : [];
}

function columnsOfRecord(columns: readonly KnownColumn[]): readonly Column[] {
  return columns.filter(({ list }) => list === undefined).map(columnOf);
}

function listsOf(columns: readonly KnownColumn[]): readonly Omit<ListColumns, 'missing'>[] {
  const inner = columns.filter(({ list }) => list !== undefined);
  return [...Map.groupBy(inner, ({ list = '' }) => list)].map(([name, ofList]) => ({
    name,
    elements: [...Map.groupBy(ofList, ({ number }) => number ?? 1)]
      .toSorted(([a], [b]) => a - b)
      .map(([, ofElement]) => elementOf(name, ofElement)),
  }));
}

function elementOf(list: string, ofElement: readonly KnownColumn[]): ElementColumns {
  const number = ofElement[0]?.number;
  const columns = ofElement.map(columnOf);
  return {
    path: number === undefined ? list : `${list}.${number}`,
    number,
    columns,
    ids: columns.filter(({ kind }) => kind === 'id'),
  };
}

function columnOf(column: KnownColumn): Column {
  const { at, title, name, field, isInt } = column;
  const labels = new Map(Object.entries(field.labels ?? {}));
  return { at, title, path: pathOf(column), name, kind: field.cell, labels, isInt };
}

/** The API's name of a column. */
function pathOf({ list, number, name }: KnownColumn): string {
  return [list, number, name].filter((part) => part !== undefined).join('.');
}
