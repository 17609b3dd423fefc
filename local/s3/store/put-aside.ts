// What a machine that lost power leaves cut off is moved out of the way: the rest of the bucket opens without it, and a
// person can still look at it.

import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { privateFolder } from './disk.ts';

export interface BrokenFile {
  readonly bucket: string;
  /** Undefined where nothing that is left tells it. */
  readonly key: string | undefined;
  /** Where it is now. */
  readonly file: string;
}

/** Found at the start: a file that is not whole, the key that it is of, and a name that tells it from others. */
export type OnBroken = (broken: {
  readonly file: string;
  readonly key: string | undefined;
  readonly name: string;
}) => void;

/** Answers with its new path. */
export function putAside(file: string, folder: string, name: string): string {
  mkdirSync(folder, { recursive: true, mode: privateFolder });
  let aside = join(folder, name);
  for (let again = 2; existsSync(aside); again += 1) aside = join(folder, `${name}.${again}`);
  renameSync(file, aside);
  return aside;
}
