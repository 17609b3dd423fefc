import { describe, expect, it } from 'vitest';

import { isStatusName, unclearStatus } from './unclear-status.ts';

describe('the column of a status', () => {
  it.each(['_status', '_Status', '_STATUS', ' _status ', '_status\u200b', '_ status', '_ｓｔａｔｕｓ'])(
    'is %j',
    (name) => {
      expect(isStatusName(name)).toBe(true);
    },
  );

  it.each(['status', '_state', '_row', 'issuance_status', '_status_of', ''])('is not %j', (name) => {
    expect(isStatusName(name)).toBe(false);
  });
});

describe('an unclear status', () => {
  it.each([
    ['unknown', 'unknown'],
    ['Unknown', 'unknown'],
    [' UNKNOWN\u00a0', 'unknown'],
    ['exists_unchecked', 'exists_unchecked'],
    ['Exists unchecked', 'exists_unchecked'],
    ['exists-unchecked', 'exists_unchecked'],
    ['ｃｏｎｆｌｉｃｔ', 'conflict'],
    ["'unknown", 'unknown'],
  ])('is %j', (said, status) => {
    expect(unclearStatus(said)).toBe(status);
  });

  it.each(['created', 'rejected', 'unsent', '', 'toString', 'unknowns', undefined, 7])(
    'is not %j',
    (said) => {
      expect(unclearStatus(said)).toBeUndefined();
    },
  );
});
