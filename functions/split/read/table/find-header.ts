// Finds the header among the first rows of a table: the row with the most titles that the operation knows. Rows above it are a title
// of the whole table, bands and the like.

import { say } from '../../../../shared/words/say.ts';
import { StopFile } from '../stop-file.ts';
import { charsOf, type Row } from './row.ts';
import type { KnownTitles } from './titles/known-titles.ts';

/** A header that stands lower is not found. */
const lastHeaderRow = 20;
/** Nor is one behind so many characters: rows that long would fill the memory. */
const mostHeadChars = 6_000_000;
/** With fewer a row is no header: a row above it may have a word that is a title too. */
const enoughTitles = 2;

export interface FoundHeader {
  readonly header: Row;
  readonly above: readonly Row[];
  readonly below: readonly Row[];
}

/**
 * Undefined where there is no row at all. `rows`: all that a header is looked for in, and perhaps more. Where no row has
 * enough titles, the first is taken for the header, and read-header.ts tells what is wrong with it. Stops the file where two rows
 * have as many titles.
 */
export function findHeader(known: KnownTitles, rows: readonly Row[]): FoundHeader | undefined {
  const [first = 0, second] = placesOfHeader(known, rows);
  const header = rows[first];
  const other = second === undefined ? undefined : rows[second];
  if (header && other) throw new StopFile(say('table.two_headers', { first: header.row, second: other.row }));
  return header && { header, above: rows.slice(0, first), below: rows.slice(first + 1) };
}

/** The places of the rows with the most titles; none where no row has enough. */
export function placesOfHeader(known: KnownTitles, rows: readonly Row[]): readonly number[] {
  const counts = rows.slice(0, headLength(rows)).map((row) => titlesIn(known, row));
  const most = Math.max(0, ...counts);
  return most < enoughTitles ? [] : [...counts.keys()].filter((at) => counts[at] === most);
}

/** How many of the rows a header is looked for in. It is the same however many rows follow. */
function headLength(rows: readonly Row[]): number {
  let chars = 0;
  for (const [at, row] of rows.entries()) {
    if (row.row > lastHeaderRow || chars > mostHeadChars) return at;
    chars += charsOf(row);
  }
  return rows.length;
}

/** True where a header would be among these rows, if there is one. */
export function isHeadWhole(rows: readonly Row[]): boolean {
  return headLength(rows) < rows.length || (rows.at(-1)?.row ?? 0) >= lastHeaderRow;
}

/** How many columns of the row have titles that are known, each once. */
export function titlesIn(known: KnownTitles, { cells }: Row): number {
  const meanings = cells.flatMap((cell) => {
    const { list = '', number = '', name } = (cell === '' ? undefined : known.meaningOf(cell)) ?? {};
    return name === undefined ? [] : [`${list}.${number}.${name}`];
  });
  return new Set(meanings).size;
}
