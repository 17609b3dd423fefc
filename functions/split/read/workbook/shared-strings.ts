// The table of texts that cells refer to by number. A book may hold millions of different ones, so they are kept as bytes, in
// blocks, and not as strings: 4 million need 100 MB rather than 500.

import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { StopFile } from '../stop-file.ts';
import { unusual, type Parts } from './parts.ts';
import { mostCharsOfCell, StringItem } from './string-item.ts';
import { readWholeXml } from './xml.ts';

const maxBytes = 512 * 1024 * 1024;
/** As many as a full sheet of sixteen columns has cells. Empty ones take hardly a byte of the file, and four of memory. */
const mostStrings = 2 ** 24;
/** So few that even the longest texts fit into the memory while a block is filled. */
const stringsOfBlock = 512;

interface Block {
  readonly bytes: Buffer;
  /** Where each string of the block ends. */
  readonly ends: Uint32Array;
}

export class SharedStrings {
  readonly #blocks: Block[] = [];
  #begun: string[] = [];

  add(text: string): void {
    this.#begun.push(text);
    if (this.#begun.length === stringsOfBlock) this.end();
  }

  end(): void {
    const ends = new Uint32Array(this.#begun.length);
    let end = 0;
    for (const [index, text] of this.#begun.entries()) {
      end += Buffer.byteLength(text);
      ends[index] = end;
    }
    this.#blocks.push({ bytes: Buffer.from(this.#begun.join('')), ends });
    this.#begun = [];
  }

  /** Undefined where the table has no such string. */
  at(index: number): string | undefined {
    const block = this.#blocks[Math.floor(index / stringsOfBlock)];
    const place = index % stringsOfBlock;
    const end = block?.ends[place];
    if (!block || end === undefined) return undefined;
    return block.bytes.toString('utf8', place === 0 ? 0 : block.ends[place - 1], end);
  }
}

/** `part`: undefined where the book has no such table. */
export async function readSharedStrings(parts: Parts, part: string | undefined): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (part === undefined) return strings;
  const item = new StringItem();
  let count = 0;
  let inItem = false;
  await readWholeXml(part, parts.read(part, maxBytes), {
    open: (name, level) => {
      if (level === 1 && name !== 'sst') throw unusual(part);
      if (level === 2) inItem = name === 'si';
      else if (inItem) item.open(name, level);
    },
    text: (text) => item.text(text),
    close: (level) => {
      if (level > 2) item.close(level);
      if (level !== 2 || !inItem) return;
      count += 1;
      strings.add(item.take());
      if (item.tooLong)
        throw new StopFile(
          say('workbook.text_too_long', { part: shown(part), number: count, most: mostCharsOfCell }),
        );
      if (count > mostStrings) throw new StopFile(say('workbook.too_many_texts', { most: mostStrings }));
    },
  });
  strings.end();
  return strings;
}
