// What is shown and asked before records are sent or removed, and what is said if nothing more was sent.

import { en, zh } from '../../../shared/words/show.ts';
import type { Sentences } from '../../../shared/words/sentences.ts';
import { count } from './count.ts';

interface Sum {
  readonly currency: string;
  readonly amount: string;
}

interface Sums {
  readonly sums: readonly Sum[];
}

interface Begun {
  readonly file: string;
  readonly done: number;
  readonly calls: number;
}

interface Files {
  readonly files: readonly string[];
}

interface File {
  readonly file: string;
}

interface Held {
  /** The kind of the reason, as --accept names it. */
  readonly kind: string;
  readonly reason: string;
}

interface Missing extends File {
  readonly kinds: readonly string[];
}

export const consentSentences = {
  nothing_yet: {
    en: () => 'Nothing was sent yet. This would be:',
    zh: () => '尚未提交任何记录。将要提交：',
  },
  nothing_of_the_rest_yet: {
    en: () => 'Of the rest nothing was sent yet. This would be:',
    zh: () => '其余部分尚未提交。将要提交：',
  },
  to: {
    en: ({ baseUrl }: { baseUrl: string }) => `to   ${baseUrl}`,
    zh: ({ baseUrl }: { baseUrl: string }) => `地址  ${baseUrl}`,
  },
  app: {
    en: ({ appId }: { appId: string }) => `app  ${appId}`,
    zh: ({ appId }: { appId: string }) => `应用  ${appId}`,
  },

  column_file: { en: () => 'file', zh: () => '文件' },
  column_operation: { en: () => 'asks for', zh: () => '操作' },
  column_records: { en: () => 'records', zh: () => '记录数' },
  column_to_send: { en: () => 'to be sent', zh: () => '将提交' },
  column_sums: { en: () => 'adds up to, refused rows included', zh: () => '合计（含被拒绝的行）' },
  sums: {
    en: ({ sums }: Sums) => listed(sums),
    zh: ({ sums }: Sums) => lieChu(sums),
  },
  sums_of_dry_run: {
    en: ({ sums }: Sums) => `only checked: ${listed(sums)}`,
    zh: ({ sums }: Sums) => `仅检查：${lieChu(sums)}`,
  },
  file_refused: {
    en: ({ reason }: { reason: string }) => `the whole file is refused: ${reason}`,
    zh: ({ reason }: { reason: string }) => `整个文件被拒绝：${reason}`,
  },
  begun_before: {
    en: ({ file, done, calls }: Begun) =>
      `${file} was begun by an earlier run: ${done} of ${count(calls, 'call')} are done`,
    zh: ({ file, done, calls }: Begun) => `${file} 上次运行时已开始：已提交 ${done} 次，共 ${calls} 次`,
  },

  ask: { en: () => 'Type yes to send it: ', zh: () => '确认提交请输入 yes：' },
  ask_to_remove: {
    en: () => 'These records will be removed. Type yes to remove them: ',
    zh: () => '这些记录将被删除。确认删除请输入 yes：',
  },

  // Reasons for which somebody has to look before a file goes on.
  held: {
    en: ({ file }: File) => `${file} is held until somebody has looked:`,
    zh: ({ file }: File) => `${file} 暂缓提交，需要先人工核对：`,
  },
  would_be_held: {
    en: ({ file }: File) => `${file} would be held until somebody has looked:`,
    zh: ({ file }: File) => `${file} 正式提交时会暂缓，需要先人工核对：`,
  },
  held_for: {
    en: ({ kind, reason }: Held) => `${kind}: ${reason}`,
    zh: ({ kind, reason }: Held) => `${kind}：${reason}`,
  },
  accept_missing: {
    en: ({ file, kinds }: Missing) =>
      `${file} was not sent: look at it, and add --accept ${kinds.join(',')} if it is right as it is`,
    zh: ({ file, kinds }: Missing) =>
      `${file} 没有提交：请先核对，确认无误后加上 --accept ${kinds.join(',')} 再运行一次`,
  },

  nothing_sent: { en: () => 'Nothing was sent.', zh: () => '没有提交任何记录。' },
  nothing_more_sent: { en: () => 'Nothing more was sent.', zh: () => '没有再提交任何记录。' },
  not_begun: {
    en: ({ files }: Files) => `Not begun: ${files.join(', ')}`,
    zh: ({ files }: Files) => `尚未开始：${files.join('、')}`,
  },
} satisfies Sentences;

/** The sums in one line. A currency is quoted unless it is plain: a made-up one could read like a second sum. */
function listed(sums: readonly Sum[]): string {
  return sums.map(({ currency, amount }) => `${amount} currency ${en.name(currency)}`).join(', ');
}

function lieChu(sums: readonly Sum[]): string {
  return sums.map(({ currency, amount }) => `${amount}（币种 ${zh.name(currency)}）`).join('，');
}
