// The text of a table in any encoding: by its byte order mark, else as UTF-8. Text that is not UTF-8 ends in NotUtf8, and the
// caller reads the file again as GB18030, if evidence.ts finds that it is.

import type { Encoding } from '../../../../shared/job/encoding.ts';
import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { utf8, type Bytes } from '../bytes.ts';
import { StopFile } from '../stop-file.ts';
import { Ambiguity } from './ambiguity.ts';
import { decode, decoderOf } from './decode.ts';
import { longestMarkBytes, markOf, type Mark } from './mark.ts';

/** Stops the file, unless it is read again in another encoding. */
export class NotUtf8 extends StopFile {
  /** The first line that is not UTF-8, from 1. */
  readonly line: number;

  constructor(line: number) {
    super(say('file.not_utf8', { line }));
    this.line = line;
  }
}

export interface AskedEncoding {
  /** Undefined: nothing says which one. */
  readonly asked: Encoding | undefined;
  readonly onFound: (encoding: Encoding) => void;
}

/** UTF-8 comes in chunks of whole characters, any other encoding as text. */
export async function* tableText(
  bytes: Bytes,
  { asked, onFound }: AskedEncoding,
): AsyncGenerator<Buffer | string> {
  const { first, all } = await peek(bytes);
  const mark = markOf(first);
  const encoding = asked ?? (mark ? named(mark) : 'utf-8');
  if (mark && named(mark) !== encoding)
    throw new StopFile(say('encoding.other_mark', { asked: encoding, marked: named(mark) }));
  onFound(encoding);
  if (encoding === 'utf-16') {
    if (!mark) throw new StopFile(say('encoding.utf16_needs_mark'));
    yield* decode(from(all, mark.bytes), mark.marked === 'utf-16be' ? 'utf-16be' : 'utf-16le');
  } else if (encoding === 'gb18030') yield* decode(from(all, mark?.bytes ?? 0), 'gb18030');
  else yield* withOneReading(all, mark !== undefined || asked !== undefined);
}

function named({ marked }: Mark): Encoding {
  return marked === 'utf-16le' || marked === 'utf-16be' ? 'utf-16' : marked;
}

/** `isSure`: a mark or an option says that it is UTF-8. */
async function* withOneReading(bytes: Bytes, isSure: boolean): AsyncGenerator<Buffer> {
  const ambiguity = new Ambiguity();
  try {
    for await (const chunk of utf8(bytes)) {
      if (!isSure) ambiguity.take(chunk);
      yield chunk;
    }
  } catch (error) {
    if (!isSure && error instanceof StopFile && error.said.say === 'file.not_utf8')
      throw new NotUtf8(Number(error.said.with?.line));
    throw error;
  }
  const found = ambiguity.end();
  if (!found) return;
  const { line, bytes: letters } = found;
  const gb18030 = shown(decoderOf('gb18030').decode(letters));
  throw new StopFile(say('encoding.two_readings', { line, utf8: shown(letters.toString()), gb18030 }));
}

interface Peeked {
  /** The first bytes: a mark's at least, where the file has as many. */
  readonly first: Buffer;
  readonly all: Bytes;
}

async function peek(bytes: Bytes): Promise<Peeked> {
  const iterator = bytes[Symbol.asyncIterator]();
  let first: Buffer = Buffer.alloc(0);
  let ended = false;
  while (first.length < longestMarkBytes && !ended) {
    const next = await iterator.next();
    ended = next.done === true;
    if (next.done !== true) first = Buffer.concat([first, next.value]);
  }
  async function* all(): Bytes {
    try {
      if (first.length > 0) yield first;
      if (!ended) yield* { [Symbol.asyncIterator]: () => iterator };
    } finally {
      await iterator.return?.();
    }
  }
  return { first, all: all() };
}

async function* from(bytes: Bytes, position: number): Bytes {
  let skip = position;
  for await (const chunk of bytes) {
    if (skip < chunk.length) yield chunk.subarray(skip);
    skip = Math.max(0, skip - chunk.length);
  }
}
