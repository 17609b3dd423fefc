// Errors of the file system in words.

import { say, type Text } from '../words/say.ts';

const meanings = {
  ENOSPC: 'disk_full',
  EDQUOT: 'quota_used_up',
  EFBIG: 'file_too_large',
  EROFS: 'disk_read_only',
  EACCES: 'not_writable',
  EPERM: 'not_writable',
  EIO: 'disk_error',
  EMFILE: 'too_many_open',
  ENFILE: 'too_many_open',
  ENOTDIR: 'no_folder',
  EEXIST: 'no_folder',
  ENOENT: 'not_there',
  ELOOP: 'circular_links',
  ENAMETOOLONG: 'name_too_long',
  EISDIR: 'is_folder',
} as const;

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Words like `the disk is full (ENOSPC)`. For an unknown code they are the error's own message. */
export function diskWords(error: unknown): Text {
  const code = codeOf(error);
  if (isKnown(code)) return say(`machine.${meanings[code]}`, { code });
  return error instanceof Error ? error.message : String(error);
}

function isKnown(code: string): code is keyof typeof meanings {
  return Object.hasOwn(meanings, code);
}
