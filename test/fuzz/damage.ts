// Damage to bytes on their way: flipped, cut off, lost, doubled, or mixed with others.

import fc from 'fast-check';

/** A place as a share of the length, so that it shrinks and fits every file. */
const place = fc.double({ min: 0, max: 1, noNaN: true });

const change = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat({ max: 7 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: place }),
  fc.record({ kind: fc.constant('lose' as const), at: place, bytes: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('double' as const), at: place, bytes: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: place,
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 6 }),
      fc.constantFrom(
        ...['\uFEFF', '\u0000', '"', '\n', '\r', ',', '}{', '\t', '[]'].map((text) => Buffer.from(text)),
      ),
    ),
  }),
);
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

export const damage: fc.Arbitrary<(bytes: Buffer) => Buffer> = fc
  .array(change, { minLength: 1, maxLength: 3 })
  .map((changes) => Object.assign((bytes: Buffer) => changes.reduce(changed, bytes), describedBy(changes)));

/** Describes the changes in a counterexample, where a function would show nothing of them. */
function describedBy(changes: readonly Change[]) {
  return { [fc.toStringMethod]: () => JSON.stringify(changes) };
}

function changed(bytes: Buffer, one: Change): Buffer {
  const at = Math.min(Math.floor(one.at * bytes.length), Math.max(0, bytes.length - 1));
  switch (one.kind) {
    case 'flip': {
      const copy = Buffer.from(bytes);
      if (copy.length > 0) copy[at] = (copy[at] ?? 0) ^ (1 << one.bit);
      return copy;
    }
    case 'cut':
      return bytes.subarray(0, at);
    case 'lose':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + one.bytes)]);
    case 'double':
      return Buffer.concat([bytes.subarray(0, at + one.bytes), bytes.subarray(at)]);
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), one.bytes, bytes.subarray(at)]);
  }
}

/** The same bytes in chunks of any size, some of one byte. */
export const cutting: fc.Arbitrary<readonly number[]> = fc.oneof(
  fc.constant([65_536]),
  fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
);

export async function* chunksOf(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
