// What fails on this machine: its disk, its limits, and the functions that run on it.

import type { Sentences } from '../../../shared/words/sentences.ts';

interface Code {
  /** The system's code of the error, like ENOSPC. */
  readonly code: string;
}

export const machineSentences = {
  disk_full: ({ code }: Code) => `the disk is full (${code})`,
  quota_used_up: ({ code }: Code) => `the disk quota is used up (${code})`,
  file_too_large: ({ code }: Code) => `a file may not be that large here (${code})`,
  disk_read_only: ({ code }: Code) => `the disk is read-only (${code})`,
  not_writable: ({ code }: Code) => `it may not be written (${code})`,
  disk_error: ({ code }: Code) => `the disk has an error (${code})`,
  too_many_open: ({ code }: Code) => `too many files are open (${code})`,
  no_folder: ({ code }: Code) => `it is no folder (${code})`,
  not_there: ({ code }: Code) => `it is not there (${code})`,
  circular_links: ({ code }: Code) => `its links go round in a circle (${code})`,
  name_too_long: ({ code }: Code) => `its name is too long (${code})`,
  is_folder: ({ code }: Code) => `it is a folder (${code})`,
  /** `trouble` is an entry of above or the message of an unknown error, and `path` is escaped. */
  at_path: ({ trouble, path }: { trouble: string; path: string }) => `${trouble}: ${path}`,

  few_open_files: ({ limit, needed }: { limit: number; needed: number }) =>
    `only ${limit} files may be open at once here, and ${needed} are needed: say "ulimit -n 1024" first`,
  function_failed: ({ name, type, message }: { name: string; type: string; message: string }) =>
    `${name} failed: ${type}: ${message}`,
} satisfies Sentences;
