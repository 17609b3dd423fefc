// Why a file of the command, or of the inbox folder, is not carried.

import type { Sentences } from '../../../shared/words/sentences.ts';

interface File {
  /** The file or folder, as the user knows it. */
  readonly file: string;
}

interface Unreadable extends File {
  /** An entry of the group machine, or the message of an unknown error. */
  readonly why: string;
}

interface WithoutOperation extends File {
  readonly known: readonly string[];
}

interface OtherOperation extends File {
  readonly inPath: string;
  readonly inFlag: string;
}

interface Approval extends File {
  readonly approval: string;
}

export const inputSentences = {
  absent: {
    en: ({ file }: File) => `there is no file ${file}`,
    zh: ({ file }: File) => `找不到文件 ${file}`,
  },
  no_file: {
    en: ({ file }: File) => `${file} is not a file`,
    zh: ({ file }: File) => `${file} 不是文件`,
  },
  unreadable: {
    en: ({ file, why }: Unreadable) => `${file} cannot be read: ${why}`,
    zh: ({ file, why }: Unreadable) => `${file} 无法读取：${why}`,
  },
  no_file_any_more: {
    en: ({ file }: File) => `${file} is not a file any more`,
    zh: ({ file }: File) => `${file} 现在已经不是文件了`,
  },
  changed_meanwhile: {
    en: ({ file }: File) => `${file} changed while this command was at it`,
    zh: ({ file }: File) => `${file} 在处理过程中被改动了`,
  },
  nothing_sent: {
    en: ({ fault }: { fault: string }) => `${fault}. Nothing of it was sent.`,
    zh: ({ fault }: { fault: string }) => `${fault}。该文件的记录都没有提交。`,
  },

  // What the file asks for.
  without_operation: {
    en: ({ file, known }: WithoutOperation) =>
      `${file}: say what it asks for with --operation, one of ${known.join(', ')}`,
    zh: ({ file, known }: WithoutOperation) =>
      `${file}：请用 --operation 写明操作，可用的有 ${known.join('、')}`,
  },
  other_operation: {
    en: ({ file, inPath, inFlag }: OtherOperation) =>
      `${file}: its path says ${inPath}, --operation says ${inFlag}`,
    zh: ({ file, inPath, inFlag }: OtherOperation) =>
      `${file}：路径里写的是 ${inPath}，--operation 写的是 ${inFlag}`,
  },
  approval_wrong: {
    en: ({ file, approval }: Approval) => `${file}: ${approval}, expected approval=required or approval=none`,
    zh: ({ file, approval }: Approval) => `${file}：${approval}，应为 approval=required 或 approval=none`,
  },

  // Entries of the inbox folder.
  link: {
    en: ({ file }: File) => `${file} is a link: put the file itself there`,
    zh: ({ file }: File) => `${file} 是链接：请放入文件本身`,
  },
  other_entry: {
    en: ({ file }: File) => `${file} is no file`,
    zh: ({ file }: File) => `${file} 不是普通文件`,
  },
  empty: {
    en: ({ file }: File) => `${file} is empty`,
    zh: ({ file }: File) => `${file} 是空的`,
  },
} satisfies Sentences;
