import { beforeAll, describe, expect, it } from 'vitest';

import { check } from './checks/index.ts';
import { caughtBy } from './mutate.ts';
import { mutations } from './mutations/index.ts';
import { packageCopy, type Package } from './project-copy.ts';

let packaged: Package;
beforeAll(async () => {
  packaged = await packageCopy();
});

describe('the package', () => {
  it('holds against every check', async () => {
    expect(await check(packaged)).toEqual([]);
  });

  it.each(mutations)('is refused when $title', async (mutation) => {
    expect(await caughtBy(packaged, mutation, [mutation.caughtBy])).toEqual([mutation.caughtBy]);
  });

  it('is refused when a zip holds what is not its own', async () => {
    const { zips } = packaged;
    const swapped = new Map([...zips, ['split', zips.get('deliver') ?? Buffer.alloc(0)]] as const);
    expect(await check({ ...packaged, zips: swapped })).toEqual([
      { check: 'zips', faults: ['split.zip holds dist/deliver/index.mjs, expected dist/split/index.mjs'] },
    ]);
  });

  it('is refused when a zip grows beyond 250 KB', async () => {
    const { zips } = packaged;
    const split = zips.get('split') ?? Buffer.alloc(0);
    // Bytes after the end of a zip's directory change nothing of its contents.
    const grown = new Map([...zips, ['split', Buffer.concat([split, Buffer.alloc(300_000)])]] as const);
    const [found] = await check({ ...packaged, zips: grown });
    expect(found?.faults).toEqual([
      expect.stringMatching(/^split\.zip has \d+ bytes, expected 250000 at most$/),
    ]);
  });

  it('is refused when a zip is missing', async () => {
    const zips = new Map([...packaged.zips].filter(([name]) => name !== 'export'));
    expect(await check({ ...packaged, zips })).toEqual([
      {
        check: 'zips',
        faults: ['the zips are deliver, report, split, expected deliver, export, report, split'],
      },
    ]);
  });
});
