// Reads the rows of a CSV or TSV file, quoted as in RFC 4180, in lists of several.
//
// - Broken quoting stops the file: after it a row could begin anywhere.
// - Whether a row has as many cells as the header is not judged here.

import { say } from '../../../shared/words/say.ts';
import { StopFile } from './stop-file.ts';
import type { Row } from './table/row.ts';

/** More than a call carries. A longer row most likely has a quote that was never closed. */
const maxRowChars = 6_000_000;
/** The cells that a row may have: a record with a hundred details has some 1,200. */
const mostCells = 2000;

export async function* readCsv(
  text: AsyncIterable<Buffer | string>,
  delimiter: ',' | '\t',
): AsyncGenerator<readonly Row[]> {
  const reader = new RowReader(delimiter);
  for await (const chunk of text) yield reader.take(chunk.toString(), false);
  yield reader.take('', true);
}

class RowReader {
  readonly #delimiter: ',' | '\t';
  readonly #plainCell: RegExp;
  /** The text from the beginning of the row that has not ended. */
  #text = '';
  /** An unfinished row is read again once its text is this long, twice as long as before: else a long row costs its square. */
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
      // Spreadsheets keep empty rows, also as a line of commas. They are counted as rows and passed over.
      if (found.cells.some((cell) => cell !== '')) rows.push({ row: this.#row, cells: found.cells });
    }
    this.#text = this.#text.slice(start);
    this.#enoughChars = 2 * this.#text.length;
    return rows;
  }

  /** Undefined where the row may go on in a later chunk. */
  #readRow(start: number, isEnd: boolean): Found | undefined {
    const text = this.#text;
    const cells: string[] = [];
    let at = start;
    for (;;) {
      const cell = text[at] === '"' ? this.#quotedCell(at) : this.#plainCellAt(at);
      const end = cell?.end ?? text.length;
      this.#checkSize(cells.length + 1, end - start);
      // At the end of the text a cell may go on, a quote may be the first of two, and a return may be followed by its
      // newline.
      const goesOn = end === text.length || (text[end] === '\r' && end + 1 === text.length);
      if (goesOn && !isEnd) return undefined;
      if (!cell) throw this.#broken('file.quote_never_closed');
      cells.push(cell.value);
      if (end === text.length) return { cells, next: end };
      const next = text[end];
      if (next === '\n') return { cells, next: end + 1 };
      if (next === '\r') return { cells, next: text[end + 1] === '\n' ? end + 2 : end + 1 };
      if (next !== this.#delimiter)
        throw this.#broken(text[at] === '"' ? 'file.text_behind_quote' : 'file.quote_inside');
      at = end + 1;
    }
  }

  #plainCellAt(start: number): Cell {
    this.#plainCell.lastIndex = start;
    this.#plainCell.test(this.#text);
    const end = this.#plainCell.lastIndex;
    return { value: this.#text.slice(start, end), end };
  }

  /** Undefined where the text has no closing quote: the cell may go on in a later chunk. */
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
    const row = this.#row + 1;
    if (cells > mostCells) throw new StopFile(say('file.too_many_cells', { row, most: mostCells }));
    if (chars > maxRowChars) throw new StopFile(say('file.row_too_long', { row, chars: maxRowChars }));
  }

  #broken(sentence: BrokenQuoting): StopFile {
    return new StopFile(say(sentence, { row: this.#row + 1 }));
  }
}

type BrokenQuoting = 'file.quote_never_closed' | 'file.text_behind_quote' | 'file.quote_inside';

interface Found {
  readonly cells: readonly string[];
  /** Where the next row begins in the text. */
  readonly next: number;
}

interface Cell {
  readonly value: string;
  readonly end: number;
}
