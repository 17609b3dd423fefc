// A table of the report: the original columns and cells, then ours.

import { byteOrderMark, tableRow } from '../../../shared/values/csv.ts';
import { guardCell, unguardCell } from '../../../shared/values/formula-guard.ts';
import { outcomeSentences } from '../../../shared/words/outcome.ts';
import { cellsOfRecord } from './cells.ts';
import type { Reported } from '../report/job-records.ts';
import { ownFields, type Shape } from './shape.ts';

/** Characters of the message on the rows after a record's first. */
const longestRepeated = 1000;

export function tableShape(header: readonly string[], delimiter: ',' | '\t', hasId: boolean): Shape {
  const names = header.map((name) => name.trim());
  const kept = [...header.keys()].filter((at) => !ownFields.has(names[at] ?? ''));
  // The file was a report of ours, so its cells came guarded.
  const wasGuarded = names.includes('_row');
  const original = (cell = '') => guardCell(wasGuarded ? unguardCell(cell) : cell);
  const cellsOf = cellsOfRecord(names);
  const columns = ['_row', '_status', '_code', '_message', ...(hasId ? ['_id'] : [])];

  function row(cells: readonly string[], number: number, { status, code, message, id }: Reported['outcome']) {
    const own = [String(number), status, String(code), message, ...(hasId ? [id ?? ''] : [])];
    const said = [...kept.map((at) => original(cells[at])), ...own.map(guardCell)];
    return tableRow([...said, ...raggedEnd(cells, header.length).map(original)], delimiter);
  }

  return {
    head: byteOrderMark + tableRow([...kept.map((at) => header[at] ?? ''), ...columns], delimiter),
    between: '',
    tail: '',
    record({ line, outcome }) {
      const rows = line.raw ?? [cellsOf(line.record ?? {})];
      const repeated =
        rows.length > 1 ? { ...outcome, message: repeatedMessage(outcome.message, line.row) } : outcome;
      return rows
        .map((cells, at) => row([cells].flat(), line.rows[at] ?? line.row, at === 0 ? outcome : repeated))
        .join('');
    },
  };
}

/** A record of three thousand ragged rows would else tell three thousand faults on each of them. */
function repeatedMessage(message: string, firstRow: number): string {
  if (message.length <= longestRepeated) return message;
  return outcomeSentences.rest_in_first_row({ begins: message.slice(0, longestRepeated), firstRow });
}

/**
 * Keeps a row with too many or too few cells such a row. Else it would be read as a good row with shifted cells when the report is
 * dropped again.
 */
function raggedEnd(cells: readonly string[], width: number): readonly string[] {
  return cells.length < width ? [''] : cells.slice(width);
}
