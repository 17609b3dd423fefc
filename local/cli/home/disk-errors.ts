// Errors of the file system as sentences.

import { outside } from '../screen/outside-text.ts';

const meanings: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'a file may not be that large here',
  EROFS: 'the disk is read-only',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EIO: 'the disk has an error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOTDIR: 'it is no folder',
  EEXIST: 'it is no folder',
  ENOENT: 'it is not there',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'its name is too long',
  EISDIR: 'it is a folder',
};

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** A text like `the disk is full (ENOSPC)`. */
export function diskWords(error: unknown): string {
  const code = codeOf(error);
  const known = meanings[code];
  if (known !== undefined) return `${known} (${code})`;
  return outside(error instanceof Error ? error.message : String(error));
}
