import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { say } from '../../../shared/words/say.ts';
import { whyStopped } from '../../../test/in-english.ts';
import { limited, unpack, utf8, type Bytes } from './bytes.ts';
import { StopFile } from './stop-file.ts';

async function* chunks(buffer: Buffer, bytes = 5) {
  for (let at = 0; at < buffer.length; at += bytes) yield buffer.subarray(at, at + bytes);
}

async function all(bytes: Bytes): Promise<string> {
  const read = [];
  for await (const chunk of bytes) read.push(chunk);
  return Buffer.concat(read).toString();
}

describe('text', () => {
  it('is the same whatever the chunks, each of whole characters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 9 }), async (text, bytes) => {
        const buffer = Buffer.from(`a${text.toWellFormed()}`);
        for await (const chunk of utf8(chunks(buffer, bytes)))
          expect(Buffer.from(chunk.toString())).toEqual(chunk);
        expect(await all(utf8(chunks(buffer, bytes)))).toBe(buffer.toString());
      }),
    );
  });

  it('loses its byte order mark, also in pieces', async () => {
    for (const bytes of [1, 2, 3, 100])
      expect(await all(utf8(chunks(Buffer.from('\uFEFFid\n7'), bytes)))).toBe('id\n7');
    expect(await all(utf8(chunks(Buffer.from('\uFEFF'))))).toBe('');
    expect(await all(utf8(chunks(Buffer.from('ab'))))).toBe('ab');
  });

  it('keeps U+FFFE, NUL and what reads from right to left', async () => {
    const text = 'a\uFFFE\u0000\u202Eשלום👩‍👩‍👧';
    expect(await all(utf8(chunks(Buffer.from(text), 2)))).toBe(text);
  });

  it.each([
    [
      'UTF-16, little end first',
      Buffer.from('\uFEFFid', 'utf16le'),
      'the file is in UTF-16: save it as UTF-8',
    ],
    ['UTF-16, big end first', Buffer.from([0xfe, 0xff, 0, 0x69]), 'the file is in UTF-16: save it as UTF-8'],
    ['UTF-16 without a mark', Buffer.from('id\n7', 'utf16le'), 'the file is in UTF-16: save it as UTF-8'],
    ['gzip', gzipSync('id\n7'), 'the file is gzip: name it with .gz at the end'],
    [
      'a workbook',
      Buffer.from('PK\u0003\u0004…'),
      'the file is an Excel workbook or a zip: name it .xlsx if it is a workbook',
    ],
    [
      'an old workbook',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      'the file is an old Excel workbook: save it as .xlsx',
    ],
    [
      'GBK',
      Buffer.from([0x69, 0x64, 0x0a, 0xd6, 0xd0, 0xce, 0xc4, 0x0a]),
      'the file is not in UTF-8 (line 2): save it as UTF-8',
    ],
    [
      'a character cut in half',
      Buffer.from('id\n7\n金').subarray(0, 6),
      'the file is not in UTF-8 (line 3): save it as UTF-8',
    ],
  ])('in %s is refused with what to do', async (_, buffer, sentence) => {
    for (const bytes of [1, 4, 100])
      expect(await whyStopped(all(utf8(chunks(buffer, bytes))))).toContain(sentence);
  });

  const noCheck = () => undefined;

  it('is not read beyond its time, which is looked at with every chunk', async () => {
    let checks = 0;
    const until3 = () => {
      checks += 1;
      if (checks > 3) throw new StopFile(say('file.takes_too_long'));
    };
    expect(await whyStopped(all(limited(chunks(Buffer.alloc(100)), 100, until3)))).toContain(
      'longer to read than a function may run',
    );
    expect(checks).toBe(4);
  });

  it('is not read beyond its limit', async () => {
    await expect(all(limited(chunks(Buffer.alloc(100)), 100, noCheck))).resolves.toHaveLength(100);
    expect(await whyStopped(all(limited(chunks(Buffer.alloc(101)), 100, noCheck)))).toContain(
      'the file holds more than 100 bytes',
    );
  });
});

describe('gzip', () => {
  const packed = gzipSync('id\n7\n8\n');

  it('is unpacked, also in several members', async () => {
    expect(await all(unpack(chunks(packed)))).toBe('id\n7\n8\n');
    expect(await all(unpack(chunks(Buffer.concat([packed, packed]))))).toBe('id\n7\n8\nid\n7\n8\n');
  });

  it('that is cut off anywhere is refused', async () => {
    for (let bytes = 1; bytes < packed.length; bytes += 1) {
      expect(await whyStopped(all(unpack(chunks(packed.subarray(0, bytes)))))).toContain(
        'the gzip file is cut off: its end is missing',
      );
    }
  });

  it('that is damaged, or none, is refused', async () => {
    const damaged = Buffer.from(packed);
    damaged.writeUInt8(damaged.readUInt8(14) ^ 0xff, 14);
    expect(await whyStopped(all(unpack(chunks(damaged))))).toContain('damaged');
    expect(await whyStopped(all(unpack(chunks(Buffer.from('id\n7')))))).toContain(
      'damaged, or no gzip file at all',
    );
  });

  it('may be filled up with zeros, but nothing goes unseen behind them', async () => {
    const filled = Buffer.concat([packed, Buffer.alloc(512)]);
    for (const bytes of [1, 7, 1000]) {
      expect(await all(unpack(chunks(filled, bytes)))).toBe('id\n7\n8\n');
      expect(await whyStopped(all(unpack(chunks(Buffer.concat([filled, packed]), bytes))))).toMatch(
        /goes on behind its end|damaged/,
      );
    }
  });

  it('that unpacks to a flood is stopped early', async () => {
    const flood = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    let bytes = 0;
    const reading = async () => {
      for await (const chunk of unpack(chunks(flood, 1024))) bytes += chunk.length;
    };
    expect(await whyStopped(reading())).toContain('unpacks to over 200 times its size');
    expect(bytes).toBeLessThan(20 * 1024 * 1024);
  });

  it('a source that fails is not taken for its end', async () => {
    async function* failing() {
      yield packed.subarray(0, 10);
      throw new Error('the network went away');
    }
    await expect(all(unpack(failing()))).rejects.toThrow('the network went away');
  });
});
