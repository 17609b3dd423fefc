import { describe, expect, it } from 'vitest';

import { openStore } from './store.ts';

describe('a transaction', () => {
  it('that a bug ends leaves nothing behind, and the next one works', () => {
    const store = openStore(undefined);
    const write = () => store.recurring.insert({ unique_id: 'x' });
    expect(() =>
      store.together(() => {
        write();
        throw new Error('a bug');
      }),
    ).toThrow('a bug');
    expect(store.keyByUniqueId('recurring', 'x')).toBeUndefined();
    const key = store.together(write);
    expect(store.keyByUniqueId('recurring', 'x')).toBe(key);
  });
});
