// A table of the report: the original columns and cells, and ours behind them.

import { byteOrderMark, tableRow } from '../../../shared/csv.ts';
import { guardCell, unguardCell } from '../../../shared/formula-guard.ts';
import { cellsOfRecord } from './cells.ts';
import type { Reported } from '../records.ts';
import { ownFields, type Shape } from './shape.ts';

export function tableShape(header: readonly string[], delimiter: ',' | '\t', hasId: boolean): Shape {
  const names = header.map((name) => name.trim());
  const kept = [...header.keys()].filter((at) => !ownFields.has(names[at] ?? ''));
  // A report that was dropped again: its cells came guarded.
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
      return rows.map((cells, at) => row([cells].flat(), line.rows[at] ?? line.row, outcome)).join('');
    },
  };
}

/**
 * A row with too many cells or too few stays such a row, or it would be taken for a good one, its cells shifted, when the
 * report is dropped again as it is.
 */
function raggedEnd(cells: readonly string[], width: number): readonly string[] {
  return cells.length < width ? [''] : cells.slice(width);
}
