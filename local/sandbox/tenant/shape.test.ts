import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { listOf, objectOf, oneOf, optional, readShape, shortText, whole } from './shape.ts';

const body = objectOf({ records: listOf(objectOf({ id: shortText, months: optional(whole) }), 500) });

describe('a shape', () => {
  it('names every place that is wrong', () => {
    const value = { records: [{ id: 'a' }, { id: 7, months: -1 }, null, { months: null }] };
    expect(readShape(body, value)).toEqual({
      kind: 'bad',
      violations: [
        { field: 'records[1].id', value: '7', description: 'must be a string' },
        { field: 'records[1].months', value: '-1', description: 'must be from 0 to 2147483647' },
        { field: 'records[2]', value: '', description: 'must be an object' },
        { field: 'records[3].id', value: '', description: 'is required' },
      ],
    });
  });

  it('names the values that a choice has', () => {
    expect(readShape(objectOf({ way: oneOf(['cash', 'salary']) }), { way: 'gold' })).toEqual({
      kind: 'bad',
      violations: [{ field: 'way', value: 'gold', description: 'must be one of cash, salary' }],
    });
  });

  it('keeps the fields it knows and drops the others', () => {
    const value = { records: [{ id: 'a', more: 1 }], __proto__: { id: 'b' } };
    expect(readShape(body, value)).toEqual({
      kind: 'read',
      value: { records: [{ id: 'a', months: undefined }] },
    });
  });

  it('never throws and never takes what is not of its types', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const read = readShape(body, value);
        if (read.kind === 'bad') expect(read.violations.length).toBeGreaterThan(0);
        else for (const { id } of read.value.records) expect(id).toBeTypeOf('string');
      }),
    );
  });

  it('names 500 places at most', () => {
    const records = Array.from({ length: 500 }, () => ({ id: 1, months: 'x' }));
    expect(readShape(body, { records })).toMatchObject({ kind: 'bad', violations: { length: 500 } });
  });
});
