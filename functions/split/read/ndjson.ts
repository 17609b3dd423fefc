// Lines of an NDJSON file. A line that is no JSON is that line's fault alone.

import { readJson } from '../../../shared/json.ts';
import type { Bytes } from './bytes.ts';
import { maxElementBytes, type Element } from './element.ts';
import { StopFile } from './stop-file.ts';

const newline = 0x0a;

export async function* readNdjson(bytes: Bytes): AsyncGenerator<Element> {
  let row = 0;
  let begun: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const text = begun.length > 0 ? Buffer.concat([begun, chunk]) : chunk;
    let start = 0;
    // What had begun holds no newline: searching it again would make a long line cost its square.
    for (let end = text.indexOf(newline, begun.length); end >= 0; end = text.indexOf(newline, start)) {
      row += 1;
      yield* elementOf(row, text.toString('utf8', start, end));
      start = end + 1;
    }
    begun = text.subarray(start);
    if (begun.length > maxElementBytes)
      throw new StopFile(`line ${row + 1} is longer than ${maxElementBytes} bytes`);
  }
  yield* elementOf(row + 1, begun.toString());
}

function* elementOf(row: number, text: string): Generator<Element> {
  if (text.trim() !== '') yield { row, text, value: readJson(text) };
}
