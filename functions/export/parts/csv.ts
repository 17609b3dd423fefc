// Writes CSV for query engines and not for Excel:
//
// - no byte order mark;
// - no quote mark before what looks like a formula: an engine would take it for a part of the amount;
// - one line a record, because Athena's reader ends a record at every line break:
//   https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html

import { quotedCell } from '../../../shared/values/csv.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { cellsOf, type Cell } from './cells.ts';
import type { Columns } from './columns.ts';

export function* csvLines(columns: Columns, records: readonly JsonObject[]): Generator<string> {
  yield line(columns.map(({ name }) => name));
  for (const record of records) yield line(cellsOf(columns, record, inOneLine));
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(inCell).join(',')}\n`;
}

/** An absent field is an empty cell; an empty text is two quotes. */
function inCell(cell: Cell): string {
  if (cell === undefined) return '';
  return cell === '' ? '""' : quotedCell(String(cell));
}

/**
 * Makes each control character a blank, also a line break, and mends broken UTF-16. A reader can then be given a control
 * character as its escape character, which never comes in a text.
 */
function inOneLine(text: string): string {
  return text.toWellFormed().replaceAll(/\p{Cc}/gu, ' ');
}
