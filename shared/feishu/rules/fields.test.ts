import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';

import { readJson } from '../../values/json.ts';
import { int, list, object, optional, text } from './fields.ts';

const detail = object({ amount: text, note: optional(text) });
const schema = object({ id: text, count: optional(int(1)), details: optional(list(detail)) });
const good = { id: '1', count: 2, details: [{ amount: '1.00', note: null }, { amount: '2' }], more: true };

const [isAnything, isObject, whole] = schema.pipe;
const valibots = v.pipe(isAnything, isObject, whole);

describe('an object', () => {
  it('that is good is not copied', () => {
    const asked = vi.spyOn(whole, '~run');
    expect(v.parse(schema, good)).toBe(good);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  it.each([
    [{ ...good, id: undefined }, ['id']],
    [{ ...good, id: null, count: 0 }, ['id', 'count']],
    [{ ...good, details: [{ amount: '1' }, { note: '' }, 5] }, ['details.1.amount', 'details.2']],
    [{}, ['id']],
    [[good], ['']],
    [null, ['']],
    [readJson('12345678901234567890'), ['']],
  ])('%j: all that is wrong with it is found', (value, paths) => {
    expect(v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue) ?? '')).toEqual(paths);
  });

  it('is judged as valibot judges it, whatever it is', () => {
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(undefined, '1', 1, 0));
    const bent = fc
      .dictionary(fc.constantFrom('id', 'count', 'details', 'unknown', '__proto__'), anything)
      .map((changes) => ({ ...good, ...changes }));
    let goodOnes = 0;
    fc.assert(
      fc.property(fc.oneof(anything, bent), (value) => {
        const { success, issues } = v.safeParse(schema, value);
        expect(issues).toEqual(v.safeParse(valibots, value).issues);
        if (success) goodOnes += 1;
      }),
      { numRuns: 1000 },
    );
    expect(goodOnes).toBeGreaterThan(50);
  });
});
