// Decodes text that is not in UTF-8, and names the line where it is none.

import { TextDecoder } from 'node:util';

import type { Say } from '../../../../shared/words/say.ts';
import { say } from '../../../../shared/words/say.ts';
import type { Bytes } from '../bytes.ts';
import { StopFile } from '../stop-file.ts';

export type Decoded = 'utf-16le' | 'utf-16be' | 'gb18030';

/** What a decoder writes for bytes that are no character. A text that holds it itself has lost characters before it came here. */
const replacement = '\uFFFD';

/** The label gbk would be another table in some releases of Node; gb18030 has all of its characters. */
export function decoderOf(encoding: Decoded): TextDecoder {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true });
  } catch (error) {
    // A Node that was built without all of ICU's data.
    if (error instanceof RangeError) throw new StopFile(say('encoding.not_here'));
    throw error;
  }
}

export async function* decode(bytes: Bytes, encoding: Decoded): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  let lines = 0;
  const checked = (text: string) => {
    const bad = text.indexOf(replacement);
    if (bad >= 0) throw new StopFile(notIn(encoding, lines + linesIn(text.slice(0, bad)) + 1));
    lines += linesIn(text);
    return text;
  };
  for await (const chunk of bytes) yield checked(decoder.decode(chunk, { stream: true }));
  yield checked(decoder.decode());
}

function notIn(encoding: Decoded, line: number): Say {
  return encoding === 'gb18030' ? say('encoding.not_gb18030', { line }) : say('encoding.not_utf16', { line });
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
