// Rows of a CSV or TSV file, those that end in a chunk together, as RFC 4180 has them. Broken quoting stops the file, for
// behind it nobody knows where a row begins; how many cells a row has is for whoever knows the header.

import type { Bytes } from './bytes.ts';
import { StopFile } from './stop-file.ts';

export interface Row {
  /** As a spreadsheet counts, the header being row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** More than a call carries; a cell that never ends is a quote that was never closed. */
const maxRowChars = 6_000_000;
/** Twenty-odd fields and a hundred details of a dozen: nothing honest comes near this. */
const mostCells = 2000;

export async function* readCsv(text: Bytes, delimiter: ',' | '\t'): AsyncGenerator<readonly Row[]> {
  const reader = new RowReader(delimiter);
  for await (const chunk of text) yield reader.take(chunk.toString(), false);
  yield reader.take('', true);
}

class RowReader {
  readonly #delimiter: ',' | '\t';
  readonly #plainCell: RegExp;
  /** From the beginning of the row that has not ended. */
  #text = '';
  /** Of a row that goes on and on there must be twice as much before it is read again, or it would cost its square. */
  #enoughChars = 0;
  #row = 0;

  constructor(delimiter: ',' | '\t') {
    this.#delimiter = delimiter;
    this.#plainCell = new RegExp(`[^${delimiter}"\\r\\n]*`, 'y');
  }

  take(more: string, isEnd: boolean): readonly Row[] {
    this.#text += more;
    const { length } = this.#text;
    if (!isEnd && length < this.#enoughChars && length <= maxRowChars) return [];

    const rows: Row[] = [];
    let start = 0;
    while (start < length) {
      const found = this.#readRow(start, isEnd);
      if (!found) break;
      start = found.next;
      this.#row += 1;
      // Spreadsheets keep empty rows, also as a line of commas. They count, and hold nothing.
      if (found.cells.some((cell) => cell !== '')) rows.push({ row: this.#row, cells: found.cells });
    }
    this.#text = this.#text.slice(start);
    this.#enoughChars = 2 * this.#text.length;
    return rows;
  }

  /** Undefined where the row goes on behind the text. */
  #readRow(start: number, isEnd: boolean): Found | undefined {
    const text = this.#text;
    const cells: string[] = [];
    let at = start;
    for (;;) {
      const cell = text[at] === '"' ? this.#quotedCell(at) : this.#plainCellAt(at);
      const end = cell?.end ?? text.length;
      this.#checkSize(cells.length + 1, end - start);
      // At the end of the text the quote may be the first of two, and the return may have its newline to come.
      const goesOn = end === text.length || (text[end] === '\r' && end + 1 === text.length);
      if (goesOn && !isEnd) return undefined;
      if (!cell) throw this.#broken('a quoted cell that begins here is never closed');
      cells.push(cell.value);
      if (end === text.length) return { cells, next: end };
      const next = text[end];
      if (next === '\n') return { cells, next: end + 1 };
      if (next === '\r') return { cells, next: text[end + 1] === '\n' ? end + 2 : end + 1 };
      if (next !== this.#delimiter) throw this.#broken(text[at] === '"' ? textBehindQuote : quoteInside);
      at = end + 1;
    }
  }

  #plainCellAt(start: number): Cell {
    this.#plainCell.lastIndex = start;
    this.#plainCell.test(this.#text);
    const end = this.#plainCell.lastIndex;
    return { value: this.#text.slice(start, end), end };
  }

  /** Undefined where it does not end in the text. */
  #quotedCell(start: number): Cell | undefined {
    let value = '';
    for (let from = start + 1; ;) {
      const quote = this.#text.indexOf('"', from);
      if (quote < 0) return undefined;
      value += this.#text.slice(from, quote);
      if (this.#text[quote + 1] !== '"') return { value, end: quote + 1 };
      value += '"';
      from = quote + 2;
    }
  }

  #checkSize(cells: number, chars: number): void {
    if (cells > mostCells) throw new StopFile(`row ${this.#row + 1} has more than ${mostCells} cells`);
    if (chars > maxRowChars)
      throw this.#broken(`the row is longer than ${maxRowChars} characters: is a quote never closed?`);
  }

  #broken(what: string): StopFile {
    return new StopFile(`row ${this.#row + 1}: ${what}`);
  }
}

interface Found {
  readonly cells: readonly string[];
  /** Where the next row begins. */
  readonly next: number;
}

interface Cell {
  readonly value: string;
  readonly end: number;
}

const textBehindQuote = 'there is text behind a closing quote; a quote inside a quoted cell is written twice';
const quoteInside =
  'there is a quote inside a cell that does not begin with one; quote the whole cell, and write the quote twice';
