import { describe, expect, it } from 'vitest';

import { removeBody } from './body.ts';

describe('the body of a remove', () => {
  it('has the reason that all of its records share', () => {
    const records = [
      { id: '1', reason: 'paid by hand' },
      { id: '2', reason: 'paid by hand' },
    ];
    expect(removeBody(records)).toEqual({ record_ids: ['1', '2'], reason: 'paid by hand' });
  });

  it('has no reason where each record has none, however it says so', () => {
    const records = [{ id: '1' }, { id: '2', reason: '' }, { id: '3', reason: null }];
    expect(removeBody(records)).toEqual({ record_ids: ['1', '2', '3'] });
  });

  it('is refused for records with different reasons', () => {
    expect(() => removeBody([{ id: '1', reason: 'a' }, { id: '2' }])).toThrow(RangeError);
  });
});
