// Opens a workbook (.xlsx, .xlsm) that lies in storage. It is read in pieces: the end of the file and the list of its parts, what
// concerns all sheets, and a sheet only as its rows are asked for. Macros, links to other files and pictures are never read.

import type { Bytes } from '../bytes.ts';
import { readBook } from './book.ts';
import { checkIsZip } from './kind-of-file.ts';
import { Parts, type Limits } from './parts.ts';
import type { RandomAccess } from './random-access.ts';
import { readSharedStrings, type SharedStrings } from './shared-strings.ts';
import type { Sheet, SheetEnd, SheetRow } from './sheet.ts';
import type { SheetContext } from './sheet-context.ts';
import { SheetReader } from './sheet-reader.ts';
import { readStyles } from './styles.ts';
import { readXml } from './xml.ts';

export { cellName } from './cell-name.ts';
export type { RandomAccess } from './random-access.ts';
export type { CellMark, Range, Sheet, SheetEnd, SheetRow } from './sheet.ts';

export interface Workbook {
  /** In the order of the book, without sheets that have no cells (charts, dialogs). */
  readonly sheets: readonly Sheet[];
  /** What each name of the book refers to, like 数据!$A$1. */
  readonly definedNames: ReadonlyMap<string, string>;
}

/** Throws a StopFile where the file cannot be read. */
export async function openWorkbook(source: RandomAccess, limits: Limits): Promise<Workbook> {
  await checkIsZip(source);
  const parts = await Parts.open(source, limits.checkTime);
  const book = await readBook(parts);
  const styles = await readStyles(parts, book.styles);
  let strings: Promise<SharedStrings> | undefined;
  return {
    definedNames: book.definedNames,
    sheets: book.sheets.map(({ name, visible, part }) => ({
      name,
      visible,
      rows: async function* rows() {
        // Read once for all sheets, and only if one is read.
        strings ??= readSharedStrings(parts, book.sharedStrings);
        const { from1904, recalculates } = book;
        const context = { name, strings: await strings, styles, from1904, recalculates };
        return yield* readSheet(parts.read(part, limits.maxFileBytes, name), context);
      },
    })),
  };
}

async function* readSheet(
  bytes: Bytes,
  context: SheetContext,
): AsyncGenerator<readonly SheetRow[], SheetEnd> {
  const reader = new SheetReader(context);
  for await (const _ of readXml(context.name, bytes, reader)) {
    const rows = reader.take();
    if (rows.length > 0) yield rows;
  }
  // Tags that came with the last bytes of the part.
  const rows = reader.take();
  if (rows.length > 0) yield rows;
  return reader.end();
}
