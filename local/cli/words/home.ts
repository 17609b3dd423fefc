// Why the folder of --out cannot be used.

import type { Sentences } from '../../../shared/words/sentences.ts';

interface Unusable {
  readonly out: string;
  /** An entry of below or of the group machine, or the message of an unknown error. */
  readonly why: string;
}

interface NoRoom {
  readonly freeBytes: number;
  readonly neededBytes: number;
  /** How many times the size of the files is needed, beside a fixed room. */
  readonly copies: number;
}

interface Folder {
  readonly folder: string;
}

export const homeSentences = {
  unusable: {
    en: ({ out, why }: Unusable) => `--out ${out}: ${why}`,
    zh: ({ out, why }: Unusable) => `--out ${out}：${why}`,
  },
  busy: {
    en: () => 'another payferry is at work there: wait until it has ended, or name another --out',
    zh: () => '另一个 payferry 正在使用该文件夹：请等它结束，或用 --out 换一个文件夹',
  },
  is_link: {
    en: () => '.payferry is a link there: pay data stays where you said',
    zh: () => '其中的 .payferry 是链接，会把薪酬数据存到您没有指定的地方：请用 --out 换一个文件夹',
  },
  of_other_user: {
    en: () => '.payferry belongs to another user there',
    zh: () => '其中的 .payferry 属于另一个用户：请用 --out 换一个文件夹',
  },
  no_room: {
    en: ({ freeBytes, neededBytes, copies }: NoRoom) =>
      `${megabytes(freeBytes)} are free there, and ${megabytes(neededBytes)} may be needed: ${copies} times the files, for what is under way and for the reports`,
    zh: ({ freeBytes, neededBytes, copies }: NoRoom) =>
      `剩余空间 ${megabytes(freeBytes)}，可能需要 ${megabytes(neededBytes)}：文件大小的 ${copies} 倍，用于处理中的数据和报告。请先腾出空间，或用 --out 换到别的磁盘`,
  },
  other_disk: {
    en: ({ folder }: Folder) =>
      `${folder} lies on another disk there, and a report must come whole: name another folder`,
    zh: ({ folder }: Folder) => `其中的 ${folder} 在另一个磁盘上，无法保证报告完整：请用 --out 换一个文件夹`,
  },
  folder_unusable: {
    en: ({ folder, why }: Folder & { why: string }) => `${folder}: ${why}`,
    zh: ({ folder, why }: Folder & { why: string }) => `${folder}：${why}`,
  },
} satisfies Sentences;

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}
