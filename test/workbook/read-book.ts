// Reads a workbook that lies in memory, as split reads one that lies in S3.

import {
  openWorkbook,
  type RandomAccess,
  type SheetEnd,
  type SheetRow,
  type Workbook,
} from '../../functions/split/read/workbook/open-workbook.ts';

const maxFileBytes = 64 * 1024 * 1024;

/** `chunkBytes`: how much comes at once. */
export function inMemory(bytes: Buffer, chunkBytes = 64 * 1024): RandomAccess {
  return {
    bytes: bytes.length,
    async *read(position, length) {
      for (let at = position; at < position + length; at += chunkBytes)
        yield bytes.subarray(at, Math.min(at + chunkBytes, position + length));
    },
  };
}

export function openBook(
  bytes: Buffer,
  checkTime: () => void = () => undefined,
  chunkBytes?: number,
): Promise<Workbook> {
  return openWorkbook(inMemory(bytes, chunkBytes), { checkTime, maxFileBytes });
}

export interface SheetRead {
  readonly rows: readonly SheetRow[];
  readonly end: SheetEnd;
}

export async function readSheet(book: Workbook, sheet = 0): Promise<SheetRead> {
  const reading = book.sheets[sheet]?.rows();
  if (!reading) throw new Error(`the book has no sheet ${sheet}`);
  const rows: SheetRow[] = [];
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return { rows, end: value };
    rows.push(...value);
  }
}

/** The rows of the first sheet. */
export async function rowsOf(bytes: Buffer, checkTime?: () => void): Promise<readonly SheetRow[]> {
  const { rows } = await readSheet(await openBook(bytes, checkTime));
  return rows;
}
