// What happens to a whole job: why it waits, stops, ends or is given up, and what does not add up in its report.

import type { Sentences } from './sentences.ts';
import { en, zh } from './show.ts';

interface Difference {
  readonly planned: number | string;
  readonly found: number | string;
}

export const jobSentences = {
  put_object_at: {
    en: ({ key }: { key: string }) => `put any object at ${key}`,
    zh: ({ key }: { key: string }) => `上传任意一个文件，存为 ${key}`,
  },

  most_were_refused: {
    en: ({ refused, records, code, message }: MostRefused) =>
      `${refused} of ${records} records of one batch were refused with ${code}: ${message}`,
    zh: ({ refused, records, code, message }: MostRefused) =>
      `一批 ${records} 条记录中有 ${refused} 条被飞书拒绝，错误码 ${code}：${message}`,
  },
  a_person_stopped: { en: () => 'a person stopped the job', zh: () => '任务被人工中止' },
  nobody_approved: { en: () => 'nobody approved it in time', zh: () => '规定时间内无人批准' },
  out_of_patience: {
    en: ({ ms }: { ms: number }) => `it was not done within ${spokenTime(ms, 'hours', 'ms')}`,
    zh: ({ ms }: { ms: number }) => zh.text`任务在 ${spokenTime(ms, '小时', '毫秒')} 内没有完成`,
  },
  never_planned: {
    en: ({ tries }: { tries: number }) =>
      `it could not be read, and ${tries} more tries came to no end either; nothing was sent. Drop it again, in several files if it is large`,
    zh: ({ tries }: { tries: number }) =>
      `文件没有读完，又重试了 ${tries} 次仍未成功；没有提交任何记录。请重新上传，文件较大时请拆成几个`,
  },

  clocks_differ: {
    en: ({ feishuAheadMs }: Clocks) => {
      const way = feishuAheadMs > 0 ? 'ahead of' : 'behind';
      return (
        `Feishu's clock is about ${minutesOf(feishuAheadMs)} minutes ${way} ours, so one of them is wrong. ` +
        "Who created a payment is told by Feishu's clock; the times in this report are of our clock"
      );
    },
    zh: ({ feishuAheadMs }: Clocks) =>
      `飞书的时钟比本系统的${feishuAheadMs > 0 ? '快' : '慢'}约 ${minutesOf(feishuAheadMs)} 分钟，其中必有一个不准。` +
      '一笔发放由谁创建，按飞书的时钟判断；本报告中的时间是本系统的时间',
  },

  records_differ: {
    en: ({ planned, found }: Difference) => `records: the plan says ${planned}, the report finds ${found}`,
    zh: ({ planned, found }: Difference) => `记录数：计划为 ${planned}，报告中实际为 ${found}`,
  },
  rows_differ: {
    en: ({ planned, found }: Difference) => `rows: the plan says ${planned}, the report finds ${found}`,
    zh: ({ planned, found }: Difference) => `行数：计划为 ${planned}，报告中实际为 ${found}`,
  },
  uncounted_differ: {
    en: ({ planned, found }: Difference) =>
      `records whose amount or currency cannot be read: the plan says ${planned}, the report finds ${found}`,
    zh: ({ planned, found }: Difference) =>
      `金额或币种无法识别的记录数：计划为 ${planned}，报告中实际为 ${found}`,
  },
  sum_differs: {
    en: ({ currency, planned, found }: Difference & { currency: string }) =>
      `${en.name(currency)}: the plan says ${planned}, the report adds up to ${found}`,
    zh: ({ currency, planned, found }: Difference & { currency: string }) =>
      zh.text`币种 ${zh.name(currency)}：计划合计为 ${planned}，报告中合计为 ${found}`,
  },
} satisfies Sentences;

interface MostRefused {
  readonly refused: number;
  readonly records: number;
  readonly code: number;
  readonly message: string;
}

interface Clocks {
  /** Negative: Feishu's clock is behind ours. */
  readonly feishuAheadMs: number;
}

function minutesOf(ms: number): number {
  return Math.round(Math.abs(ms) / 60_000);
}

function spokenTime(ms: number, hoursWord: string, msWord: string): string {
  const hours = ms / 3_600_000;
  return Number.isInteger(hours) ? `${hours} ${hoursWord}` : `${ms} ${msWord}`;
}
