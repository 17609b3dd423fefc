// Lines of an NDJSON file. A line that is no JSON is that line's fault alone.

import { readJson } from '../../../shared/json.ts';
import type { Bytes } from './bytes.ts';
import { checkLength, isBlank, type Element } from './element.ts';

const newline = 0x0a;

export async function* readNdjson(bytes: Bytes): AsyncGenerator<Element> {
  let row = 0;
  let begun: Buffer[] = [];
  let begunBytes = 0;
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      row += 1;
      checkLength(`line ${row}`, begunBytes + end - start);
      // Joined once a line, not once a chunk: a long line must not cost its square.
      const text =
        begun.length === 0
          ? chunk.toString('utf8', start, end)
          : Buffer.concat([...begun, chunk.subarray(start, end)]).toString();
      [begun, begunBytes, start] = [[], 0, end + 1];
      yield* elementOf(row, text);
    }
    if (start === chunk.length) continue;
    begun.push(chunk.subarray(start));
    begunBytes += chunk.length - start;
    checkLength(`line ${row + 1}`, begunBytes);
  }
  yield* elementOf(row + 1, Buffer.concat(begun).toString());
}

function* elementOf(row: number, text: string): Generator<Element> {
  if (!isBlank(text)) yield { row, text, value: readJson(text) };
}
