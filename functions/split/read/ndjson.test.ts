import { describe, expect, it, vi } from 'vitest';

import { whyStopped } from '../../../test/in-english.ts';
import { readNdjson } from './ndjson.ts';

async function* chunks(text: string, bytes: number) {
  const buffer = Buffer.from(text);
  for (let at = 0; at < buffer.length; at += bytes) yield buffer.subarray(at, at + bytes);
}

async function read(text: string, bytes: number) {
  const elements = (await Array.fromAsync(readNdjson(chunks(text, bytes)))).flat();
  return elements.map(({ row, value }) => [row, value]);
}

describe('a line of NDJSON', () => {
  it.each<[string, readonly unknown[]]>([
    [
      '{"a":1}\n{"a":"金"}',
      [
        [1, { a: 1 }],
        [2, { a: '金' }],
      ],
    ],
    [
      '\n\r\n1\r\n \t\n2\n',
      [
        [3, 1],
        [5, 2],
      ],
    ],
    ['', []],
    [
      '1\n{',
      [
        [1, 1],
        [2, undefined],
      ],
    ],
    [
      '\u00a0\n1',
      [
        [1, undefined],
        [2, 1],
      ],
    ],
  ])('%j is an element, whatever the chunks', async (text, elements) => {
    for (const bytes of [1, 2, 3, 1000]) expect(await read(text, bytes)).toEqual(elements);
  });

  it('is joined once, not once a chunk: long ones in small chunks cost their length', async () => {
    const joined = vi.spyOn(Buffer, 'concat');
    const text = `"${'x'.repeat(100_000)}"`;
    expect(await read(`${text}\n${text}`, 100)).toHaveLength(2);
    const bytes = joined.mock.results.map(({ value }) => (Buffer.isBuffer(value) ? value.length : 0));
    joined.mockRestore();
    expect(bytes.reduce((sum, length) => sum + length, 0)).toBeLessThan(300_000);
  });

  it('of more than 6 MB stops the file, whatever the chunks', async () => {
    const text = (bytes: number) => `1\n"${'x'.repeat(bytes - 2)}"\n3`;
    for (const bytes of [10_000, 65_536, 10_000_000]) {
      expect(await read(text(6_000_000), bytes)).toHaveLength(3);
      expect(await whyStopped(read(text(6_000_001), bytes))).toBe('line 2 is longer than 6000000 bytes');
    }
  });

  it('that never ends does not fill the memory', async () => {
    async function* endless() {
      for (;;) yield Buffer.alloc(1024 * 1024, 'x');
    }
    expect(await whyStopped(Array.fromAsync(readNdjson(endless())))).toBe(
      'line 1 is longer than 6000000 bytes',
    );
  });
});
