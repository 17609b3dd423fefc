import { describe, expect, it } from 'vitest';

import { unclearBefore } from './unclear-before.ts';

const header = ['id', ' _status ', '_row'];

describe('a record that comes back as', () => {
  it.each(['unknown', 'conflict', 'exists_unchecked'])('%s is still that', (status) => {
    expect(unclearBefore({ raw: [['7', status, '2']] }, header)).toBe(status);
    expect(
      unclearBefore(
        {
          raw: [
            ['7', '', '2'],
            ['7', status, '3'],
          ],
        },
        header,
      ),
    ).toBe(status);
    expect(unclearBefore({ raw: [`{"id":"7","_status":"${status}"}`] })).toBe(status);
  });

  it.each(['rejected', 'refused', 'unsent', 'created', '', 'toString'])('%j is not unclear', (status) => {
    expect(unclearBefore({ raw: [['7', status, '2']] }, header)).toBeUndefined();
    expect(unclearBefore({ raw: [`{"id":"7","_status":"${status}"}`] })).toBeUndefined();
  });

  it('unknown in a row with a cell too many or too few is so where that has moved it', () => {
    expect(unclearBefore({ raw: [['7', 'x', 'unknown', '2']] }, header)).toBe('unknown');
    expect(unclearBefore({ raw: [['unknown', '2']] }, header)).toBe('unknown');
    expect(unclearBefore({ raw: [['unknown', 'x', 'rejected', '2']] }, header)).toBeUndefined();
  });
});

it.each([
  ['a file of anybody else', { raw: [['unknown', 'conflict']] }, ['id', 'reason']],
  ['a line that is no JSON', { raw: ['unknown'] }, undefined],
  ['a record that says all that its row did', {}, header],
])('%s was never unclear', (_, line, columns) => {
  expect(unclearBefore(line, columns)).toBeUndefined();
});
