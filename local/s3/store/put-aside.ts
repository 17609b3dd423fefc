// Moves a file that a loss of power has cut off out of the way. The bucket opens without it, and a person can still
// look at it.

import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { privateFolder } from './disk.ts';

export interface BrokenFile {
  readonly bucket: string;
  /** Undefined: no remaining file tells it. */
  readonly key: string | undefined;
  /** Its present path. */
  readonly file: string;
}

/** Called at the start for a file that is cut off, with its key and a name that is unique in the bucket. */
export type OnBroken = (broken: {
  readonly file: string;
  readonly key: string | undefined;
  readonly name: string;
}) => void;

/** Returns the new path. */
export function putAside(file: string, folder: string, name: string): string {
  mkdirSync(folder, { recursive: true, mode: privateFolder });
  let aside = join(folder, name);
  for (let again = 2; existsSync(aside); again += 1) aside = join(folder, `${name}.${again}`);
  renameSync(file, aside);
  return aside;
}
