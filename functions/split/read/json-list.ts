// Reads the elements of a JSON document one after the other, so that a document of any size needs the memory of a chunk and
// an element. The document is a list, or {"records": [...]} as in the API's own body. Broken JSON anywhere stops the file.

import { readJson } from '../../../shared/values/json.ts';
import { say } from '../../../shared/words/say.ts';
import type { Bytes } from './bytes.ts';
import { checkLength, isBlank, type Element } from './element.ts';
import { StopFile } from './stop-file.ts';

/**
 * What a document may have around its list: the text before it and the text after it, with every run of blanks squeezed into
 * one.
 */
const frames = [
  { before: /^ ?\[$/, after: /^ ?$/ },
  { before: /^ ?\{ ?"records" ?: ?\[$/, after: /^ ?\} ?$/ },
];
/** Longer than any of these texts may be: a character after that changes nothing. */
const maxFrameChars = 20;

const blanks = new Set([0x20, 0x09, 0x0d, 0x0a]);
const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

export async function* readJsonList(bytes: Bytes): AsyncGenerator<readonly Element[]> {
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
    const elements: Element[] = [];
    let start = 0;
    if (!frame) {
      start = chunk.indexOf(openList) + 1;
      before = squeeze(before, start > 0 ? chunk.subarray(0, start) : chunk);
      if (start === 0 && before.length < maxFrameChars) continue;
      frame = frames.find((known) => known.before.test(before));
      if (!frame) throw new StopFile(say('file.json_is_no_list'));
    }

    // Only the commas and the closing bracket of the list itself matter. The JSON parser reads what is in an element.
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
        checkLength(say('file.json_record', { record: row + 1 }), begunBytes + at - start);
        ended = byte === closeList;
        const text = Buffer.concat([...begun, chunk.subarray(start, at)]).toString();
        [begun, begunBytes, start] = [[], 0, at + 1];
        if (ended && row === 0 && isBlank(text)) continue;
        row += 1;
        elements.push(elementOf(row, text));
      }
    }

    const rest = chunk.subarray(start);
    if (ended) {
      after = squeeze(after, rest);
    } else {
      begun.push(rest);
      begunBytes += rest.length;
      checkLength(say('file.json_record', { record: row + 1 }), begunBytes);
    }
    yield elements;
  }

  if (!frame) throw new StopFile(isBlank(before) ? say('file.empty') : say('file.json_is_no_list'));
  if (!ended) throw new StopFile(say('file.json_cut_off', { record: row + 1 }));
  if (before.includes('{') && /^ ?,/.test(after)) throw new StopFile(say('file.json_more_fields'));
  if (!frame.after.test(after)) throw new StopFile(say('file.json_broken_behind'));
}

/**
 * The text so far with the chunk's characters added, each run of blanks as one, up to `maxFrameChars`. It is the same for all
 * chunk boundaries.
 */
function squeeze(frame: string, chunk: Buffer): string {
  let squeezed = frame;
  for (let at = 0; at < chunk.length && squeezed.length < maxFrameChars; at += 1) {
    const byte = chunk[at] ?? 0;
    if (!blanks.has(byte)) squeezed += String.fromCharCode(byte);
    else if (!squeezed.endsWith(' ')) squeezed += ' ';
  }
  return squeezed;
}

function elementOf(row: number, text: string): Element {
  const value = readJson(text);
  if (value === undefined) throw new StopFile(say('file.json_broken', { record: row }));
  return { row, text, value };
}
