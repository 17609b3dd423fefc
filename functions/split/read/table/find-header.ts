// Finds the header among the first rows of a table: the row with the most titles that the operation knows. Rows above it are a title
// of the whole table, bands and the like.

import { say } from '../../../../shared/words/say.ts';
import { StopFile } from '../stop-file.ts';
import type { Row } from './row.ts';
import type { KnownTitles } from './titles/known-titles.ts';

/** A header that stands lower is not found. */
export const lastHeaderRow = 20;
/** With fewer a row is no header: a row above it may have a word that is a title too. */
const enoughTitles = 2;

export interface FoundHeader {
  readonly header: Row;
  readonly above: readonly Row[];
  readonly below: readonly Row[];
}

/**
 * Undefined where there is no row at all. `rows`: those of the first `lastHeaderRow` rows, and perhaps more. Where no row has
 * enough titles, the first is taken for the header, and read-header.ts tells what is wrong with it.
 */
export function findHeader(known: KnownTitles, rows: readonly Row[]): FoundHeader | undefined {
  const at = Math.max(0, placeOfHeader(known, rows) ?? 0);
  const header = rows[at];
  return header && { header, above: rows.slice(0, at), below: rows.slice(at + 1) };
}

/** Undefined where no row has enough titles. Stops the file where two rows have the same number of them. */
export function placeOfHeader(known: KnownTitles, rows: readonly Row[]): number | undefined {
  const counts = rows.map((row) => (row.row <= lastHeaderRow ? titlesIn(known, row) : 0));
  const most = Math.max(0, ...counts);
  if (most < enoughTitles) return undefined;
  const [first = 0, second] = [...counts.keys()].filter((at) => counts[at] === most);
  if (second !== undefined)
    throw new StopFile(
      say('table.two_headers', { first: rows[first]?.row ?? 0, second: rows[second]?.row ?? 0 }),
    );
  return first;
}

/** How many columns of the row have titles that are known, each once. */
function titlesIn(known: KnownTitles, { cells }: Row): number {
  const meanings = cells.flatMap((cell) => {
    const { list = '', number = '', name } = (cell === '' ? undefined : known.meaningOf(cell)) ?? {};
    return name === undefined ? [] : [`${list}.${number}.${name}`];
  });
  return new Set(meanings).size;
}
