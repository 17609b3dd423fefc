// Elements of a JSON document, one after the other, so that a document of any size needs the memory of one element:
// a list, or {"records": [...]} as in the API's own body. What is broken anywhere stops the file.

import { readJson } from '../../../shared/json.ts';
import type { Bytes } from './bytes.ts';
import { maxElementBytes, type Element } from './element.ts';
import { StopFile } from './stop-file.ts';

/** All up to the list, and what has to stand behind it. */
const frames = [
  { before: /^\s*\[$/, after: /^\s*$/ },
  { before: /^\s*\{\s*"records"\s*:\s*\[$/, after: /^\s*\}\s*$/ },
];
const maxFrameChars = 4096;

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

export async function* readJsonList(bytes: Bytes): AsyncGenerator<Element> {
  let before = '';
  let after = '';
  let frame: (typeof frames)[number] | undefined;
  let begun: Buffer[] = [];
  let begunBytes = 0;
  let row = 0;
  let depth = 0;
  let inText = false;
  let escaped = false;
  let ended = false;

  for await (const chunk of bytes) {
    let start = 0;
    if (!frame) {
      start = chunk.indexOf(openList) + 1;
      before += chunk.toString('utf8', 0, start > 0 ? start : chunk.length);
      if (start === 0 && before.length < maxFrameChars) continue;
      frame = frames.find((known) => known.before.test(before));
      if (!frame) throw new StopFile(notAList);
    }

    // Only commas and the bracket of the list itself matter; all within an element is for the JSON parser.
    for (let at = start; at < chunk.length && !ended; at += 1) {
      const byte = chunk[at];
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inText = false;
      } else if (byte === quote) inText = true;
      else if (byte === openList || byte === openObject) depth += 1;
      else if (depth > 0 && (byte === closeList || byte === closeObject)) depth -= 1;
      else if (depth === 0 && (byte === comma || byte === closeList)) {
        ended = byte === closeList;
        const text = Buffer.concat([...begun, chunk.subarray(start, at)]).toString();
        [begun, begunBytes, start] = [[], 0, at + 1];
        if (ended && row === 0 && text.trim() === '') continue;
        row += 1;
        yield elementOf(row, text);
      }
    }

    const rest = chunk.subarray(start);
    if (ended) after += rest.toString('utf8', 0, maxFrameChars);
    else begun.push(rest);
    begunBytes += rest.length;
    if (!ended && begunBytes > maxElementBytes) {
      throw new StopFile(`record ${row + 1} is longer than ${maxElementBytes} bytes`);
    }
  }

  if (!frame) throw new StopFile(before.trim() === '' ? 'the file is empty' : notAList);
  if (!ended) throw new StopFile(`the JSON document is cut off in or behind record ${row + 1}`);
  if (!frame.after.test(after)) throw new StopFile('the JSON document is broken behind the list of records');
}

const notAList = 'a JSON file holds a list of records, or an object whose one field "records" is such a list';

function elementOf(row: number, text: string): Element {
  const value = readJson(text);
  if (value === undefined) throw new StopFile(`record ${row}: the JSON document is broken`);
  return { row, text, value };
}
