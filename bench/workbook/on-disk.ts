// A workbook on disk, any piece of which can be read: the place of S3 in this part of the bench.

import { createReadStream, statSync } from 'node:fs';

import type { RandomAccess } from '../../functions/split/read/workbook/random-access.ts';

export function onDisk(path: string): RandomAccess {
  return {
    bytes: statSync(path).size,
    read: (start, length) => createReadStream(path, { start, end: start + length - 1 }),
  };
}
