import { describe, expect, it } from 'vitest';

import { prefetch } from './prefetch.ts';

describe('things that are loaded ahead', () => {
  it('come in their order, whichever is there first, and only a few are on their way', async () => {
    const waiting = new Map<number, () => void>();
    let most = 0;
    const load = (index: number) =>
      new Promise<number>((resolve) => {
        waiting.set(index, () => resolve(index));
        most = Math.max(most, waiting.size);
      });
    const loaded: number[] = [];
    const loading = (async () => {
      for await (const index of prefetch(10, load)) loaded.push(index);
    })();
    while (loaded.length < 10) {
      // The request made last is answered first.
      const [last, arrive] = [...waiting].at(-1) ?? [];
      if (last !== undefined) waiting.delete(last);
      arrive?.();
      await new Promise(setImmediate);
    }
    await loading;
    expect(loaded).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).toBe(4);
  });

  it('that fail fail when their turn comes, not before', async () => {
    const load = (index: number) =>
      index === 2 ? Promise.reject(new Error('gone')) : Promise.resolve(index);
    const loaded: number[] = [];
    const all = async () => {
      for await (const index of prefetch(4, load)) loaded.push(index);
    };
    await expect(all()).rejects.toThrow('gone');
    expect(loaded).toEqual([0, 1]);
  });
});
