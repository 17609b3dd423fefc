// Moves a damaged file or folder out of the way, such as a file that a loss of power has cut off. The bucket opens
// without it, and a person can still look at it.

import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { privateFolder } from './disk.ts';

export interface BrokenFile {
  readonly bucket: string;
  /** Key of the object. Undefined: the damaged file has lost it, and no intact file tells it. */
  readonly key: string | undefined;
  /** Path after the move. It may be a folder. */
  readonly file: string;
}

/** Called at the start for each damaged file or folder: its path, its key if known, and a name for it when put aside. */
export type OnBroken = (broken: {
  readonly file: string;
  readonly key: string | undefined;
  readonly name: string;
}) => void;

/** Moves the file into the folder under the name, or the name with a number if it is taken. Returns the new path. */
export function putAside(file: string, folder: string, name: string): string {
  mkdirSync(folder, { recursive: true, mode: privateFolder });
  let aside = join(folder, name);
  for (let again = 2; existsSync(aside); again += 1) aside = join(folder, `${name}.${again}`);
  renameSync(file, aside);
  return aside;
}
