// Each function's zip holds one module, its own, and is small.

import { unzippedNames } from '../zip-names.ts';

const mostBytes = 250_000;
const functions = ['deliver', 'export', 'report', 'split'];

export function checkZips(zips: ReadonlyMap<string, Buffer>): readonly string[] {
  const found = [...zips.keys()].toSorted();
  if (found.join() !== functions.join())
    return [`the zips are ${found.join(', ')}, expected ${functions.join(', ')}`];
  return [...zips].flatMap(([name, zip]) => {
    const faults: string[] = [];
    const names = unzippedNames(zip);
    const expected = `dist/${name}/index.mjs`;
    if (names.join() !== expected) faults.push(`${name}.zip holds ${names.join(', ')}, expected ${expected}`);
    if (zip.length > mostBytes)
      faults.push(`${name}.zip has ${zip.length} bytes, expected ${mostBytes} at most`);
    return faults;
  });
}
