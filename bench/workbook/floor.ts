// The floor of reading a workbook: its sheet and its texts unpacked, and taken apart by the XML parser, with nothing done with them.

import { TextDecoder } from 'node:util';
import { createInflateRaw } from 'node:zlib';

import { SaxesParser } from 'saxes';

import { readZipDirectory } from '../../functions/split/read/workbook/zip-directory.ts';
import { spent } from '../own-process.ts';
import { onDisk } from './on-disk.ts';

const [file = ''] = process.argv.slice(2);
const startedMs = performance.now();
const source = onDisk(file);
const entries = await readZipDirectory(source);
let chars = 0;
for (const name of ['xl/worksheets/sheet1.xml', 'xl/sharedstrings.xml']) {
  const entry = entries.get(name);
  if (!entry) throw new Error(`${file} has no ${name}`);
  const headerBytes = 30 + entry.rawName.length;
  const packed = createReadable(entry.at + headerBytes, entry.packedBytes);
  const parser = new SaxesParser({ position: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of packed) {
    const text = decoder.decode(chunk, { stream: true });
    chars += text.length;
    parser.write(text);
  }
  parser.close();
}
process.send?.({ ms: performance.now() - startedMs, rows: 0, chars, ...spent() });

function createReadable(position: number, length: number) {
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  const stream = source.read(position, length);
  void (async () => {
    for await (const chunk of stream)
      if (!inflate.write(chunk)) await new Promise((resolve) => inflate.once('drain', resolve));
    inflate.end();
  })();
  return inflate;
}
