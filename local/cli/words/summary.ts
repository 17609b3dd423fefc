// The table of all files. `table` escapes what these put into it.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { count } from './count.ts';

interface Rows {
  /** Row numbers, like 3 or 3–4. */
  readonly named: readonly string[];
  /** True: more rows than `named` are meant. */
  readonly more: boolean;
}

interface Done {
  readonly payments: number;
  /** The word of the status, like paid. */
  readonly done: string;
}

interface Reason {
  readonly reason: string;
}

interface Reasons {
  readonly reasons: readonly string[];
}

export const summarySentences = {
  column_file: { en: () => 'file', zh: () => '文件' },
  column_rows: { en: () => 'rows', zh: () => '行数' },
  column_payments: { en: () => 'payments', zh: () => '笔数' },
  column_accepted: { en: () => 'went through', zh: () => '成功' },
  column_already_there: { en: () => 'already there', zh: () => '已存在' },
  column_refused: { en: () => 'refused', zh: () => '被拒绝' },
  column_not_sent: { en: () => 'not sent', zh: () => '未提交' },
  column_unclear: { en: () => 'unclear', zh: () => '待核对' },
  column_why: { en: () => 'why', zh: () => '原因' },

  payments_done: {
    en: ({ payments, done }: Done) => `${payments} ${done}`,
    zh: ({ payments, done }: Done) => `${payments} 笔${done}`,
  },
  file_refused: {
    en: ({ reason }: Reason) => `the whole file: ${reason}`,
    zh: ({ reason }: Reason) => `整个文件被拒绝：${reason}`,
  },
  stopped: {
    en: ({ reason }: Reason) => `stopped: ${reason}`,
    zh: ({ reason }: Reason) => `提前中止：${reason}`,
  },
  only_checked: {
    en: ({ payments }: { payments: number }) =>
      `only checked, nothing sent: ${count(payments, 'payment')} would be`,
    zh: ({ payments }: { payments: number }) => `仅检查，未提交：可提交 ${payments} 笔`,
  },
  rows_refused: {
    en: (rows: Rows) => `refused: row ${listed(rows)}`,
    zh: (rows: Rows) => `被拒绝：${lieChu(rows)}`,
  },
  rows_not_sent: {
    en: (rows: Rows) => `not sent: row ${listed(rows)}`,
    zh: (rows: Rows) => `未提交：${lieChu(rows)}`,
  },
  rows_unclear: {
    en: (rows: Rows) => `look in Feishu before paying again: row ${listed(rows)}`,
    zh: (rows: Rows) => `再次发放前请先到飞书核对：${lieChu(rows)}`,
  },
  reasons: {
    en: ({ reasons }: Reasons) => reasons.join('; '),
    zh: ({ reasons }: Reasons) => reasons.join('；'),
  },
} satisfies Sentences;

function listed({ named, more }: Rows): string {
  return `${named.join(', ')}${more ? ' …' : ''}`;
}

function lieChu({ named, more }: Rows): string {
  return `第 ${named.join('、')} 行${more ? '等' : ''}`;
}
