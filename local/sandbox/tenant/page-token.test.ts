import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pageToken, readPageToken } from './page-token.ts';

describe('a page token', () => {
  it('gives its place back to the call it came from, and to no other', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string(), fc.string(), (key, tiedTo, other) => {
        fc.pre(tiedTo !== other);
        expect(readPageToken(pageToken(key, tiedTo), tiedTo)).toBe(key);
        expect(readPageToken(pageToken(key, tiedTo), other)).toBeUndefined();
      }),
    );
  });

  it('is refused when anything about it is changed', () => {
    const token = pageToken(500, 'x');
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.base64String({ minLength: 1 }), (place, piece) => {
        const changed = token.slice(0, place) + piece + token.slice(place + 1);
        fc.pre(changed !== token);
        expect(readPageToken(changed, 'x')).toBeUndefined();
      }),
    );
    expect(readPageToken(`${token} `, 'x')).toBeUndefined();
  });
});
