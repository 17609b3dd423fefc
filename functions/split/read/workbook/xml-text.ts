// The text of a part: XML in UTF-8 or UTF-16, which its first bytes tell. Another encoding stops the file.

import { TextDecoder } from 'node:util';

import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { StopFile } from '../stop-file.ts';

/** So many bytes tell the encoding. No document is shorter. */
const bytesThatTell = 4;

export class XmlText {
  readonly #part: string;
  /** Undefined until the bytes have come that tell the encoding. */
  #decoder: TextDecoder | undefined;
  #begun: Buffer = Buffer.alloc(0);
  /** What the part says of its encoding, where its first chunk does. */
  #declared: string | undefined;

  constructor(part: string) {
    this.#part = part;
  }

  take(chunk: Buffer): string {
    if (this.#decoder) return this.#decode(this.#decoder, chunk);
    this.#begun = Buffer.concat([this.#begun, chunk]);
    if (this.#begun.length < bytesThatTell) return '';
    this.#declared = /^<\?xml[^>]*\bencoding=["']([^"']+)/.exec(this.#begun.toString('latin1'))?.[1];
    this.#decoder = decoderOf(this.#begun);
    return this.#decode(this.#decoder, this.#begun);
  }

  /** What was left: an error, if it is a piece of a character. */
  end(): string {
    if (!this.#decoder) throw broken(this.#part);
    return this.#decode(this.#decoder);
  }

  #decode(decoder: TextDecoder, chunk?: Buffer): string {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      checkEncoding(this.#part, this.#declared);
      throw broken(this.#part);
    }
  }
}

/** `encoding`: as the part declares it; undefined where it does not. */
export function checkEncoding(part: string, encoding = 'utf-8'): void {
  if (/^(?:utf-?8|utf-?16(?:le|be)?|us-ascii)$/i.test(encoding)) return;
  throw new StopFile(say('workbook.xml_encoding', { part: shown(part), encoding: shown(encoding) }));
}

function broken(part: string): StopFile {
  return new StopFile(say('workbook.xml_broken', { part: shown(part) }));
}

/** By the mark at the beginning, else by the NUL beside the first character, which is < or a blank. */
function decoderOf(begin: Buffer): TextDecoder {
  const hex = begin.subarray(0, bytesThatTell).toString('hex');
  const label = /^fffe|^..00/.test(hex) ? 'utf-16le' : /^feff|^00/.test(hex) ? 'utf-16be' : 'utf-8';
  return new TextDecoder(label, { fatal: true });
}
