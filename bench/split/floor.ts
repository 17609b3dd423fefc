// The floor of reading such a file: its bytes and JSON.parse of each line, or csv-parse alone.

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { parse } from 'csv-parse';

import { spent } from '../own-process.ts';

const [file = '', format = ''] = process.argv.slice(2);
const startedMs = performance.now();
let seen = 0;
if (format === 'ndjson') {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (JSON.parse(line) !== null) seen += 1;
  }
} else {
  const rows = createReadStream(file).pipe(parse({ relax_column_count: true }));
  for await (const row of rows) if (row !== null) seen += 1;
}
if (seen === 0) throw new Error(`${file} is empty`);
process.send?.({ ms: performance.now() - startedMs, ...spent() });
