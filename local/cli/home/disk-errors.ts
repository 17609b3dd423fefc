// Errors of the file system in words.

import { outside } from '../screen/outside-text.ts';
import { machineSentences } from '../words/machine.ts';

const meanings: Readonly<Record<string, (failure: { readonly code: string }) => string>> = {
  ENOSPC: machineSentences.disk_full,
  EDQUOT: machineSentences.quota_used_up,
  EFBIG: machineSentences.file_too_large,
  EROFS: machineSentences.disk_read_only,
  EACCES: machineSentences.not_writable,
  EPERM: machineSentences.not_writable,
  EIO: machineSentences.disk_error,
  EMFILE: machineSentences.too_many_open,
  ENFILE: machineSentences.too_many_open,
  ENOTDIR: machineSentences.no_folder,
  EEXIST: machineSentences.no_folder,
  ENOENT: machineSentences.not_there,
  ELOOP: machineSentences.circular_links,
  ENAMETOOLONG: machineSentences.name_too_long,
  EISDIR: machineSentences.is_folder,
};

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** A text like `the disk is full (ENOSPC)`. For an unknown code it is the error's own message, escaped. */
export function diskWords(error: unknown): string {
  const code = codeOf(error);
  const known = meanings[code];
  if (known !== undefined) return known({ code });
  return outside(error instanceof Error ? error.message : String(error));
}
