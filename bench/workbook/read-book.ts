// Reads all rows of a workbook, in a process of its own.

import { openWorkbook } from '../../functions/split/read/workbook/open-workbook.ts';
import { spent } from '../own-process.ts';
import { onDisk } from './on-disk.ts';

const [file = ''] = process.argv.slice(2);
const startedMs = performance.now();
const book = await openWorkbook(onDisk(file), { checkTime: () => undefined, maxFileBytes: 2 ** 31 });
let rows = 0;
let chars = 0;
for (const sheet of book.sheets) {
  for await (const several of sheet.rows()) {
    rows += several.length;
    for (const { cells } of several) for (const cell of cells) chars += cell.length;
  }
}
process.send?.({ ms: performance.now() - startedMs, rows, chars, ...spent() });
