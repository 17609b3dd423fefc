// Writes the report's files as tables: the original columns and cells, then the columns that the report adds. Those of an
// earlier report are left out.

import { byteOrderMark, tableRow } from '../../../shared/values/csv.ts';
import { guardCell, unguardCell } from '../../../shared/values/formula-guard.ts';
import { render } from '../../../shared/words/render.ts';
import { say } from '../../../shared/words/say.ts';
import type { Language } from '../../../shared/words/sentences.ts';
import { cellsOfRecord } from './cells.ts';
import type { Reported } from '../report/job-records.ts';
import { ownFields, type Shape } from './shape.ts';

/** How many characters of the message are repeated on the rows after a record's first. */
const longestRepeated = 1000;

export function tableShape(header: readonly string[], delimiter: ',' | '\t', hasId: boolean): Shape {
  const names = header.map((name) => name.trim());
  const kept = [...header.keys()].filter((at) => !ownFields.has(names[at] ?? ''));
  // A file with the column _row was a report of ours. Its cells came guarded: a quote mark stands before what looks like a
  // formula.
  const wasGuarded = names.includes('_row');
  const original = (cell = '') => guardCell(wasGuarded ? unguardCell(cell) : cell);
  const cellsOf = cellsOfRecord(names);
  const columns = ['_row', '_status', '_code', '_message', ...(hasId ? ['_id'] : [])];

  function row(
    cells: readonly string[],
    number: number,
    { status, code, id }: Reported['outcome'],
    message: string,
  ) {
    const own = [String(number), status, String(code), message, ...(hasId ? [id ?? ''] : [])];
    const said = [...kept.map((at) => original(cells[at])), ...own.map(guardCell)];
    return tableRow([...said, ...raggedEnd(cells, header.length).map(original)], delimiter);
  }

  return {
    head: byteOrderMark + tableRow([...kept.map((at) => header[at] ?? ''), ...columns], delimiter),
    between: '',
    tail: '',
    record({ line, outcome }, language) {
      const rows = line.raw ?? [cellsOf(line.record ?? {})];
      const message = render(outcome.message, language);
      const repeated = rows.length > 1 ? repeatedMessage(message, line.row, language) : message;
      return rows
        .map((cells, at) =>
          row([cells].flat(), line.rows[at] ?? line.row, outcome, at === 0 ? message : repeated),
        )
        .join('');
    },
  };
}

/**
 * The message on the rows after a record's first. A long one is cut, and names the row that has all of it. A record may have
 * thousands of rows, and a message a hundred faults.
 */
function repeatedMessage(message: string, firstRow: number, language: Language): string {
  if (message.length <= longestRepeated) return message;
  const begins = message.slice(0, longestRepeated);
  return render(say('outcome.rest_in_first_row', { begins, firstRow }), language);
}

/**
 * The cells that a row with too many or too few gets at its end, so that it has too many in the report. Else it would be read
 * as a good row with shifted cells when the report is dropped again.
 */
function raggedEnd(cells: readonly string[], width: number): readonly string[] {
  return cells.length < width ? [''] : cells.slice(width);
}
