// What fails on this machine: its disk, its limits, and the functions that run on it.

import type { Sentences } from '../../../shared/words/sentences.ts';

interface Code {
  /** The system's code of the error, like ENOSPC. */
  readonly code: string;
}

interface AtPath {
  /** An entry of below, or the message of an unknown error. */
  readonly trouble: string;
  readonly path: string;
}

interface FewFiles {
  readonly limit: number;
  readonly needed: number;
}

interface Failed {
  readonly name: string;
  readonly type: string;
  readonly message: string;
}

export const machineSentences = {
  disk_full: {
    en: ({ code }: Code) => `the disk is full (${code})`,
    zh: ({ code }: Code) => `磁盘已满（${code}）`,
  },
  quota_used_up: {
    en: ({ code }: Code) => `the disk quota is used up (${code})`,
    zh: ({ code }: Code) => `磁盘配额已用完（${code}）`,
  },
  file_too_large: {
    en: ({ code }: Code) => `a file may not be that large here (${code})`,
    zh: ({ code }: Code) => `此处不允许这么大的文件（${code}）`,
  },
  disk_read_only: {
    en: ({ code }: Code) => `the disk is read-only (${code})`,
    zh: ({ code }: Code) => `磁盘只读（${code}）`,
  },
  not_writable: {
    en: ({ code }: Code) => `it may not be written (${code})`,
    zh: ({ code }: Code) => `没有写入权限（${code}）`,
  },
  disk_error: {
    en: ({ code }: Code) => `the disk has an error (${code})`,
    zh: ({ code }: Code) => `磁盘出错（${code}）`,
  },
  too_many_open: {
    en: ({ code }: Code) => `too many files are open (${code})`,
    zh: ({ code }: Code) => `打开的文件过多（${code}）`,
  },
  no_folder: {
    en: ({ code }: Code) => `it is no folder (${code})`,
    zh: ({ code }: Code) => `不是文件夹（${code}）`,
  },
  not_there: {
    en: ({ code }: Code) => `it is not there (${code})`,
    zh: ({ code }: Code) => `不存在（${code}）`,
  },
  circular_links: {
    en: ({ code }: Code) => `its links go round in a circle (${code})`,
    zh: ({ code }: Code) => `链接循环指向自身（${code}）`,
  },
  name_too_long: {
    en: ({ code }: Code) => `its name is too long (${code})`,
    zh: ({ code }: Code) => `名称过长（${code}）`,
  },
  is_folder: {
    en: ({ code }: Code) => `it is a folder (${code})`,
    zh: ({ code }: Code) => `是文件夹（${code}）`,
  },
  at_path: {
    en: ({ trouble, path }: AtPath) => `${trouble}: ${path}`,
    zh: ({ trouble, path }: AtPath) => `${trouble}：${path}`,
  },

  few_open_files: {
    en: ({ limit, needed }: FewFiles) =>
      `only ${limit} files may be open at once here, and ${needed} are needed: say "ulimit -n 1024" first`,
    zh: ({ limit, needed }: FewFiles) =>
      `这里最多只能同时打开 ${limit} 个文件，需要 ${needed} 个：请先运行 ulimit -n 1024`,
  },
  function_failed: {
    en: ({ name, type, message }: Failed) => `${name} failed: ${type}: ${message}`,
    zh: ({ name, type, message }: Failed) => `${name} 出错：${type}: ${message}`,
  },
} satisfies Sentences;
