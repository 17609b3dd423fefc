// Holds a row against the width of its header, and against columns without a title.

import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { StopFile } from '../stop-file.ts';
import type { CellName } from './cells/read-cells.ts';
import type { Header } from './header.ts';
import type { Row } from './row.ts';

/**
 * A row of a sheet ends with its last cell; with too few or too many it is as good as any other. A row of text is left as it is.
 * `cellName`: undefined for text.
 */
export function fitted(row: Row, { width }: Header, cellName: CellName | undefined): Row {
  if (!cellName || row.cells.length === width) return row;
  return { ...row, cells: Array.from({ length: width }, (_, at) => row.cells[at] ?? '') };
}

/** Stops the file at a value that stands in a column without a title: nobody knows what it is. */
export function requireTitles(
  { row, cells }: Row,
  { untitledAt, width }: Header,
  cellName: CellName | undefined,
): void {
  for (const at of untitledAt) requireBlank(row, at, cells[at], cellName);
  if (!cellName) return;
  for (let at = width; at < cells.length; at += 1) requireBlank(row, at, cells[at], cellName);
}

function requireBlank(row: number, at: number, cell = '', cellName?: CellName): void {
  if (cell.trim() === '') return;
  const value = shown(cell);
  throw new StopFile(
    cellName
      ? say('table.cell_untitled', { cell: shown(cellName(at, row)), value })
      : say('table.column_untitled', { number: at + 1, row, value }),
  );
}
