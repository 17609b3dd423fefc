// What is said while files are carried and snapshots are read.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { count } from './count.ts';

interface FileBegins {
  readonly file: string;
  readonly operation: string;
}

interface PlanCounts {
  readonly rows: number;
  readonly payments: number;
  /** Records that a rule of Payferry refused, so they are not sent. */
  readonly refused: number;
  readonly calls: number;
}

interface CallsDone {
  readonly done: number;
  readonly calls: number;
}

interface TryingAgain {
  /** An entry of shared/words/trouble.ts. */
  readonly trouble: string;
  readonly seconds: number;
}

export const progressSentences = {
  file: {
    en: ({ file, operation }: FileBegins) => `${file}: ${operation}`,
    zh: ({ file, operation }: FileBegins) => `${file}：${operation}`,
  },
  file_begun_before: {
    en: ({ file, operation }: FileBegins) => `${file}: ${operation}, begun by an earlier run`,
    zh: ({ file, operation }: FileBegins) => `${file}：${operation}，上次运行时已开始`,
  },
  plan: {
    en: ({ rows, payments, refused, calls }: PlanCounts) =>
      `${count(rows, 'row')}, ${count(payments, 'payment')}${refused === 0 ? '' : `, ${refused} refused before sending`}; ${
        calls === 0 ? 'nothing to send' : `${count(calls, 'call')} to Feishu`
      }`,
    zh: ({ rows, payments, refused, calls }: PlanCounts) =>
      `${rows} 行，${payments} 笔${refused === 0 ? '' : `，其中 ${refused} 笔未通过检查，被拒绝`}；${
        calls === 0 ? '没有可提交的记录' : `将向飞书提交 ${calls} 次`
      }`,
  },
  calls_done: {
    en: ({ done, calls }: CallsDone) => `${done} of ${count(calls, 'call')} done`,
    zh: ({ done, calls }: CallsDone) => `已提交 ${done} 次，共 ${calls} 次`,
  },
  windows_read: {
    en: ({ windows }: { windows: number }) => `${count(windows, 'window')} read`,
    zh: ({ windows }: { windows: number }) => `已读取 ${windows} 个时间段`,
  },
  export_ended: {
    en: ({ reason }: { reason: string }) => `the export ended: ${reason}`,
    zh: ({ reason }: { reason: string }) => `导出已结束：${reason}`,
  },

  // What is done about trouble.
  trying_again: {
    en: ({ trouble, seconds }: TryingAgain) =>
      `${trouble} Trying again in ${seconds} s, and then less often. Ctrl-C stops.`,
    zh: ({ trouble, seconds }: TryingAgain) =>
      `${trouble}${seconds} 秒后重试，之后间隔会逐渐加长。按 Ctrl-C 停止。`,
  },
  looking_up_again: {
    en: ({ seconds }: { seconds: number }) => `some records are looked up again in ${seconds} s`,
    zh: ({ seconds }: { seconds: number }) => `${seconds} 秒后再次查询部分记录的结果`,
  },
} satisfies Sentences;
