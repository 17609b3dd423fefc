// Takes the tags of a sheet, and makes rows of them:
//
// - rows and cells come in their order, each once; one without a place follows the last;
// - an element that is neither a row nor a cell, where these stand, stops the file: it could hold some;
// - a cell with a value beyond `mostColumns` stops the file.

import { say } from '../../../../shared/words/say.ts';
import { shown, shortName } from '../../../../shared/words/show.ts';
import { StopFile } from '../stop-file.ts';
import { cellName, placeOf } from './cell-name.ts';
import { CellReader } from './cell-reader.ts';
import { unusual } from './parts.ts';
import type { CellMark, SheetEnd, SheetRow } from './sheet.ts';
import { SheetSurroundings } from './sheet-surroundings.ts';
import type { SheetContext } from './sheet-context.ts';
import { isTrue, type Attributes, type XmlHandler } from './xml.ts';

/** The cells that a row may have, as in CSV. */
const mostColumns = 2000;

export class SheetReader implements XmlHandler {
  readonly #context: SheetContext;
  readonly #surroundings: SheetSurroundings;
  readonly #cell: CellReader;
  #rows: SheetRow[] = [];
  /** The element of the second level that is open. */
  #section = '';
  #seenData = false;
  #inCell = false;

  #row = 0;
  #hidden = false;
  #cells: string[] = [];
  #marks: Map<number, CellMark> | undefined;
  /** A cell of the row has a value, or is marked. */
  #filled = false;
  /** Of the last cell. */
  #column = -1;

  constructor(context: SheetContext) {
    this.#context = context;
    this.#surroundings = new SheetSurroundings(context.name);
    this.#cell = new CellReader(context);
  }

  /** The rows that have ended since the last call. */
  take(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** What stands around the rows, once the sheet was read to its end. */
  end(): SheetEnd {
    if (!this.#seenData) throw unusual(this.#context.name);
    return this.#surroundings.end();
  }

  readonly open = (name: string, level: number, attributes: Attributes): void => {
    if (level > 4) {
      if (this.#inCell) this.#cell.open(name, level, attributes);
    } else if (level === 1) {
      if (name !== 'worksheet') throw unusual(this.#context.name);
    } else if (level === 2) this.#openSection(name, attributes);
    else if (this.#section !== 'sheetData') {
      if (level === 3) this.#surroundings.take(this.#section, name, attributes);
    } else if (level === 4 && name === 'c') this.#openCell(attributes);
    else if (level === 3 && name === 'row') this.#openRow(attributes);
    else if (level === 3 || name !== 'extLst') throw unusual(this.#context.name);
  };

  readonly text = (text: string): void => {
    if (this.#inCell) this.#cell.text(text);
  };

  readonly close = (level: number): void => {
    if (this.#inCell) {
      if (level === 4) this.#closeCell();
      else this.#cell.close(level);
    } else if (level === 3 && this.#section === 'sheetData') this.#closeRow();
  };

  #openSection(name: string, attributes: Attributes): void {
    this.#section = name;
    if (name !== 'sheetData') {
      this.#surroundings.takeSection(name, attributes);
      return;
    }
    if (this.#seenData) throw unusual(this.#context.name);
    this.#seenData = true;
  }

  #openRow({ r, hidden, ht }: Attributes): void {
    const { row, column } = placeOf(`A${r ?? this.#row + 1}`) ?? {};
    // Another column than A: there were letters in the number.
    if (row === undefined || column !== 0) throw this.#wrongPlace(r ?? String(this.#row + 1));
    if (row <= this.#row) {
      throw new StopFile(say('workbook.rows_out_of_order', { ...this.#sheet(), row, before: this.#row }));
    }
    this.#row = row;
    this.#hidden = isTrue(hidden) || (ht !== undefined && Number(ht) === 0);
    this.#cells = [];
    this.#marks = undefined;
    this.#filled = false;
    this.#column = -1;
  }

  #openCell({ r, t, s }: Attributes): void {
    let column = this.#column + 1;
    if (r !== undefined) {
      const place = placeOf(r);
      if (place?.row !== this.#row) throw this.#wrongPlace(r);
      if (place.column < column)
        throw new StopFile(say('workbook.cells_out_of_order', { ...this.#sheet(), cell: r }));
      column = place.column;
    }
    this.#column = column;
    this.#inCell = true;
    this.#cell.begin(column, this.#row, t, s);
  }

  #closeCell(): void {
    this.#inCell = false;
    const { text, mark } = this.#cell.end();
    if (text === '' && !mark) return;
    this.#fill(this.#column, text, mark);
  }

  #fill(column: number, text: string, mark: CellMark | undefined): void {
    if (column >= mostColumns) {
      const cell = cellName(column, this.#row);
      throw new StopFile(say('workbook.too_many_columns', { ...this.#sheet(), cell, most: mostColumns }));
    }
    this.#filled = true;
    const cells = this.#cells;
    while (cells.length < column) cells.push('');
    if (cells.length === column) cells.push(text);
    if (!mark) return;
    this.#marks ??= new Map();
    if (!this.#marks.has(column)) this.#marks.set(column, mark);
  }

  #closeRow(): void {
    for (const [column, mark] of this.#cell.marksOfRow(this.#row)) this.#fill(column, '', mark);
    if (!this.#filled) return;
    const [row, cells, hidden] = [this.#row, this.#cells, this.#hidden];
    this.#rows.push(this.#marks ? { row, cells, hidden, marks: this.#marks } : { row, cells, hidden });
  }

  #wrongPlace(place: string): StopFile {
    return new StopFile(say('workbook.wrong_place', { ...this.#sheet(), place: shown(place) }));
  }

  #sheet() {
    return { sheet: shortName(this.#context.name) };
  }
}
