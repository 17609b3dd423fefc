// Tells faults so that they name the columns, cells and rows that a person sees. The rules (shared/feishu/rules/) have the API's names
// and number the elements of a record's list. A person sees titles, columns that are empty, or a row for each detail.

import { badParameter, type Fault } from '../../../../shared/feishu/rules/fault.ts';
import { say, type Say } from '../../../../shared/words/say.ts';
import type { Field } from '../../../../shared/words/show.ts';
import type { CellFault } from './cells/cell-read.ts';
import type { CellName } from './cells/read-cells.ts';
import type { Column } from './header.ts';

export interface TableElement {
  /** The beginning of its columns' paths: details.1, or details in a table with a row for each detail. */
  readonly path: string;
  readonly columns: readonly Column[];
  /** Its row in a table with a row for each detail; else undefined. */
  readonly row: number | undefined;
}

/** Where a record stands. */
export interface Place {
  /** Its first row. */
  readonly row: number;
  readonly fields: readonly Column[];
  readonly lists: readonly { readonly name: string; readonly elements: readonly TableElement[] }[];
  /** Undefined outside workbooks. */
  readonly cellName: CellName | undefined;
}

/** What is known of a record's faults, by the rules' names of fields. */
export interface Known {
  readonly faults: readonly Fault[];
  /** Faults of cells. They are told in the place of what a rule says of the same field. */
  readonly cells: ReadonlyMap<string, CellFault> | undefined;
  /** Fields that are absent because of another fault. That they are absent is not told, unless no other fault is. */
  readonly explained: ReadonlySet<string>;
  /** Other faults of the record are told already. */
  readonly isTold: boolean;
}

const none: readonly Fault[] = [];

export function inTable(place: Place, { faults, cells, explained, isTold }: Known): readonly Fault[] {
  if (faults.length === 0 && !cells) return none;
  const left = new Map(cells);
  const all = faults.flatMap((fault): readonly Fault[] => {
    const { code, field } = fault;
    const ofCell = left.get(field);
    left.delete(field);
    if (ofCell) return [{ code, field, message: ofCell(nameIn(place, field)) }];
    return cells?.has(field) === true ? none : [fault];
  });
  const unjudged = [...left].map(([field, ofCell]) => ({
    code: badParameter,
    field,
    message: ofCell(nameIn(place, field)),
  }));
  const told = [...all.filter((fault) => !isExplained(fault, explained)), ...unjudged];
  return (told.length > 0 || isTold ? told : all).map((fault) => inColumns(place, fault));
}

function isExplained({ field, message }: Fault, explained: ReadonlySet<string>): boolean {
  return message.say === 'record.field_absent' && explained.has(field);
}

/** A field as the file has it. */
interface Found {
  /** The API's name of its column. */
  readonly path: string;
  /** Undefined: the file has no such column. */
  readonly column: Column | undefined;
  readonly element: TableElement | undefined;
}

/** `name`: the rules' name of a field, like details.2.issuance_amount. */
function find({ fields, lists }: Place, name: string): Found {
  const [list = '', number, inner] = name.split('.');
  const element = lists.find((each) => each.name === list)?.elements[Number(number) - 1];
  if (!element || inner === undefined)
    return { path: name, column: fields.find((column) => column.path === name), element: undefined };
  const path = `${element.path}.${inner}`;
  return { path, column: element.columns.find((column) => column.path === path), element };
}

/** How a sentence names the field: a column that has the API's name keeps it. */
function nameIn(place: Place, name: string): Field {
  const { path, column, element } = find(place, name);
  if (!column) return path;
  const cell = place.cellName?.(column.at, element?.row ?? place.row);
  if (cell !== undefined) return { column: column.title, cell };
  return column.title === path ? path : { column: column.title };
}

/** The facts of sentences about records that name a field. */
const fieldFacts: ReadonlySet<string> = new Set(['field', 'other', 'blank', 'filled']);

function inColumns(place: Place, { code, field, message }: Fault): Fault {
  const found = find(place, field);
  const facts = Object.entries(message.with ?? {}).map(([name, fact]) => [
    name,
    fieldFacts.has(name) && typeof fact === 'string' ? nameIn(place, fact) : fact,
  ]);
  const named = message.with === undefined ? message : { say: message.say, with: Object.fromEntries(facts) };
  return { code, field: found.path, message: inRow(place, found, byLabels(found, named)) };
}

/** In a workbook the cell's name tells the row already. */
function inRow({ cellName }: Place, { element }: Found, message: Say): Say {
  const row = cellName ? undefined : element?.row;
  return row === undefined ? message : say('record.in_row', { row, message });
}

/** A person whose column has a title is told the labels that there are, not the API's values. */
function byLabels({ column, path }: Found, message: Say): Say {
  if (column?.kind !== 'label' || column.title === path || message.say !== 'record.field_wrong')
    return message;
  const labels = [...Map.groupBy(column.labels, ([, value]) => value).values()].flatMap(
    ([first]) => first?.[0] ?? [],
  );
  return {
    say: message.say,
    with: { ...message.with, expected: say('expectations.one_of', { values: labels }) },
  };
}
