// Each function's zip holds one module, its own, and is small.

import { unzippedNames } from '../zip-names.ts';

/** Of each function's zip. Split reads workbooks and Chinese encodings, and renders sentences. */
const mostBytes: Readonly<Record<string, number>> = {
  deliver: 250_000,
  export: 250_000,
  report: 250_000,
  split: 290_000,
};
const functions = Object.keys(mostBytes);

export function checkZips(zips: ReadonlyMap<string, Buffer>): readonly string[] {
  const found = [...zips.keys()].toSorted();
  if (found.join() !== functions.join())
    return [`the zips are ${found.join(', ')}, expected ${functions.join(', ')}`];
  return [...zips].flatMap(([name, zip]) => {
    const faults: string[] = [];
    const names = unzippedNames(zip);
    const expected = `dist/${name}/index.mjs`;
    if (names.join() !== expected) faults.push(`${name}.zip holds ${names.join(', ')}, expected ${expected}`);
    const most = mostBytes[name] ?? 0;
    if (zip.length > most) faults.push(`${name}.zip has ${zip.length} bytes, expected ${most} at most`);
    return faults;
  });
}
