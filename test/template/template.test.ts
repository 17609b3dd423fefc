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

  it.each([
    ['split', 290_000],
    ['deliver', 250_000],
    ['report', 250_000],
    ['export', 250_000],
  ])('is refused when the zip of %s grows beyond %i bytes', async (name, most) => {
    const { zips } = packaged;
    const zip = zips.get(name) ?? Buffer.alloc(0);
    expect(zip.length).toBeGreaterThan(0);
    // Bytes after the end of a zip's directory change nothing of its contents.
    const grownTo = (bytes: number) =>
      check({
        ...packaged,
        zips: new Map([...zips, [name, Buffer.concat([zip, Buffer.alloc(bytes - zip.length)])]]),
      });
    expect(await grownTo(most)).toEqual([]);
    expect(await grownTo(most + 1)).toEqual([
      { check: 'zips', faults: [`${name}.zip has ${most + 1} bytes, expected ${most} at most`] },
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
