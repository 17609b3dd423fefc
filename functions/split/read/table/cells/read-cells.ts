// Makes an object of the cells of a row, and keeps what a person has to know of them.

import { isCalendarDate } from '../../../../../shared/values/calendar-date.ts';
import { say } from '../../../../../shared/words/say.ts';
import { shown } from '../../../../../shared/words/show.ts';
import { StopFile } from '../../stop-file.ts';
import type { Column } from '../header.ts';
import { stopsFile, type CellMark, type Row } from '../row.ts';
import type { CellFault } from './cell-read.ts';
import { isPlainCell } from './plain-cell.ts';
import { readCell, valueOf } from './read-cell.ts';

export type CellName = (at: number, row: number) => string;

export class CellReader {
  readonly #cellName: CellName | undefined;
  /** A value is not the text of its cell. */
  rewrote = false;
  /** By the rules' names of fields, like details.1.issuance_amount. Undefined: there are none. */
  faults: Map<string, CellFault> | undefined;

  constructor(cellName: CellName | undefined) {
    this.#cellName = cellName;
  }

  /** `prefix`: what stands before the rules' names of the columns' fields. */
  objectOf(columns: readonly Column[], row: Row, prefix: string): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    for (const column of columns) {
      const cell = row.cells[column.at] ?? '';
      const mark = row.marks?.get(column.at);
      if (mark) this.#heed(mark, column, row, prefix);
      if (cell === '') continue;
      const text = isPlainCell(column.kind, cell) ? cell : this.#read(column, cell, prefix);
      if (column.kind === 'date' && isNoPeriod(column, text)) this.#add(prefix + column.name, noDate(text));
      if (text !== '') object[column.name] = valueOf(text, column.isInt);
    }
    return object;
  }

  #read(column: Column, cell: string, prefix: string): string {
    const { text, fault } = readCell(column, cell);
    if (fault) this.#add(prefix + column.name, fault);
    if (text !== cell) this.rewrote = true;
    return text;
  }

  #heed(mark: CellMark, column: Column, { row }: Row, prefix: string): void {
    const { say: why } = mark;
    if (stopsFile(mark)) {
      const cell = this.#cellName?.(column.at, row);
      const field = cell === undefined ? { column: column.title } : { column: column.title, cell };
      throw new StopFile(say('table.at_field', { field, why }));
    }
    this.#add(prefix + column.name, (field) => say('table.at_field', { field, why }));
  }

  #add(field: string, fault: CellFault): void {
    this.faults ??= new Map();
    this.faults.set(field, fault);
  }
}

/**
 * No page says what the dates of a period must be, so no rule judges them. A table with titles says what it means: a text that is no
 * date is a slip.
 */
function isNoPeriod({ name, path, title }: Column, text: string): boolean {
  return title !== path && text !== '' && name.includes('reference_period') && !isCalendarDate(text);
}

function noDate(text: string): CellFault {
  return (field) =>
    say('record.field_wrong', { field, value: shown(text), expected: say('expectations.date') });
}
