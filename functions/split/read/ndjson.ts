// Reads the lines of an NDJSON file, in lists of those that end in one chunk: to await each line would take longer than to
// read it. A line that is no JSON is a fault of that record, and the file goes on. A blank line is passed over.

import { readJson } from '../../../shared/values/json.ts';
import { say } from '../../../shared/words/say.ts';
import type { Bytes } from './bytes.ts';
import { checkLength, isBlank, type Element } from './element.ts';

const newline = 0x0a;

export async function* readNdjson(bytes: Bytes): AsyncGenerator<readonly Element[]> {
  let row = 0;
  let begun: Buffer[] = [];
  let begunBytes = 0;
  for await (const chunk of bytes) {
    const elements: Element[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      row += 1;
      checkLength(say('file.ndjson_line', { line: row }), begunBytes + end - start);
      // Joined once a line and not once a chunk: else a long line costs its square.
      const line =
        begun.length === 0
          ? chunk.subarray(start, end)
          : Buffer.concat([...begun, chunk.subarray(start, end)]);
      [begun, begunBytes, start] = [[], 0, end + 1];
      const text = line.toString();
      if (!isBlank(text)) elements.push({ row, text, line, value: readJson(text) });
    }
    if (start < chunk.length) {
      begun.push(chunk.subarray(start));
      begunBytes += chunk.length - start;
      checkLength(say('file.ndjson_line', { line: row + 1 }), begunBytes);
    }
    yield elements;
  }
  const text = Buffer.concat(begun).toString();
  if (!isBlank(text)) yield [{ row: row + 1, text, value: readJson(text) }];
}
