import { setImmediate } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { memoryStore } from '../../../test/memory-store.ts';
import { Lines } from './lines.ts';
import { PartWriter } from './part-writer.ts';

/** A store whose writes end when the test says so. */
function slowStore() {
  const writes: { readonly key: string; end(): void; fail(): void }[] = [];
  const write = (key: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    writes.push({ key, end: resolve, fail: () => reject(new Error('the network went away')) });
    return promise;
  };
  return { writes, writer: new PartWriter({ ...memoryStore(), write }, (index) => `part-${index}`) };
}

function lines(...texts: readonly string[]): Lines {
  const all = new Lines();
  for (const text of texts) all.add([text]);
  return all;
}

describe('a writer of parts', () => {
  it('has sixteen on their way at most', async () => {
    const { writes, writer } = slowStore();
    const first = Array.from({ length: 16 }, (_, index) => index);
    for (const index of first) await writer.write(index, lines('x'));
    const next = writer.write(16, lines('x'));
    await setImmediate();
    expect(writes).toHaveLength(16);
    writes[2]?.end();
    await next;
    expect(writes.map(({ key }) => key)).toEqual([...first, 16].map((index) => `part-${index}`));
  });

  it('has 32 MB on their way at most, or one that is larger', async () => {
    const { writes, writer } = slowStore();
    const megabytes = (count: number) => lines('x'.repeat(count * 1_000_000 - 1));
    for (const index of [0, 1, 2, 3]) await writer.write(index, megabytes(8));
    const small = writer.write(4, lines('x'));
    await setImmediate();
    expect(writes).toHaveLength(4);
    writes[1]?.end();
    await small;
    const large = writer.write(5, megabytes(33));
    for (const [index, write] of writes.entries()) {
      await setImmediate();
      expect([index, writes.length]).toEqual([index, 5]);
      write.end();
    }
    await large;
    expect(writes).toHaveLength(6);
  });

  it('ends when all are stored, in the order of their places', async () => {
    const { writes, writer } = slowStore();
    await writer.write(1, lines('b', 'c'));
    await writer.write(0, lines('a'));
    let ended = false;
    const finished = writer.finish().finally(() => (ended = true));
    writes[0]?.end();
    await setImmediate();
    expect(ended).toBe(false);
    writes[1]?.end();
    expect((await finished).map(({ key, records }) => [key, records])).toEqual([
      ['part-0', 1],
      ['part-1', 2],
    ]);
  });

  it('writes nothing more once a part has failed', async () => {
    const { writes, writer } = slowStore();
    await writer.write(0, lines('x'));
    writes[0]?.fail();
    await setImmediate();
    await expect(writer.write(1, lines('y'))).rejects.toThrow('part-0 could not be written');
    expect(writes).toHaveLength(1);
  });

  it('fails at its end where the last part fails', async () => {
    const { writes, writer } = slowStore();
    await writer.write(0, lines('x'));
    writes[0]?.fail();
    await expect(writer.finish()).rejects.toThrow('part-0 could not be written');
  });
});
