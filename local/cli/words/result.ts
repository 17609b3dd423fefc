// The result of a file: its rows, sums and report.

import type { CodeWords } from '../../../shared/words/codes/code-words.ts';
import type { Sentences } from '../../../shared/words/sentences.ts';
import { fit } from '../screen/outside-text.ts';
import { count } from './count.ts';

interface Reason {
  readonly reason: string;
}

interface ReportIn {
  readonly folder: string;
  readonly files: readonly string[];
}

interface Why {
  /** Feishu's words about the record, or a sentence of Payferry's. */
  readonly message: string;
  /** Feishu's code, which its support asks for. Undefined: the record has none of Feishu's. */
  readonly code: number | undefined;
  /** Of a refusal of Feishu's what is known of the code, with advice. Undefined: nothing is. */
  readonly known: CodeWords | undefined;
}

interface Amount {
  readonly amount: string;
  /** Its name, or an entry of below. Empty: the row has none. */
  readonly currency: string;
}

interface Records {
  readonly records: number;
}

export const resultSentences = {
  file_refused: {
    en: ({ reason }: Reason) => `The whole file was refused, nobody in it was paid: ${reason}`,
    zh: ({ reason }: Reason) => `整个文件被拒绝，没有提交任何记录：${reason}`,
  },
  stopped: {
    en: ({ reason }: Reason) => `Stopped before its end: ${reason}`,
    zh: ({ reason }: Reason) => `提前中止：${reason}`,
  },
  mismatch: {
    en: ({ difference }: { difference: string }) => `DOES NOT ADD UP, look into it: ${difference}`,
    zh: ({ difference }: { difference: string }) => `数目对不上，请查明原因：${difference}`,
  },
  report_in: {
    en: ({ folder, files }: ReportIn) => `report in ${folder}: ${files.join(', ')}`,
    zh: ({ folder, files }: ReportIn) => `报告在 ${folder}：${files.join('、')}`,
  },

  row: {
    en: ({ row }: { row: string }) => `row ${row}`,
    zh: ({ row }: { row: string }) => `第 ${row} 行`,
  },
  rows: {
    en: ({ numbers }: { numbers: string }) => `rows ${numbers}`,
    zh: ({ numbers }: { numbers: string }) => `第 ${numbers} 行`,
  },
  more_rows: {
    en: ({ file }: { file: string }) => `… and more, all in ${file}`,
    zh: ({ file }: { file: string }) => `……其余见 ${file}`,
  },
  other_content: {
    en: ({ code }: { code: number }) =>
      `Feishu has it already, with other content (${code}). Compare the two; a new payment needs a new unique_id`,
    zh: ({ code }: { code: number }) =>
      `飞书里已有相同 unique_id 的记录，但内容不同（${code}）。请比对两者；如果是另一笔发放，请换一个新的 unique_id。`,
  },
  why: {
    en: ({ message, code, known }: Why) =>
      joined([code === undefined ? message : `${message} (${code})`, known?.advice.en], '. '),
    zh: ({ message, code, known }: Why) => {
      // Feishu tells its sentences in English. Where the code is known, its meaning in Chinese stands before them, or in their place.
      const meaning = /\p{Script=Han}/u.test(message) ? undefined : known;
      const original = meaning === undefined || message === meaning.en ? undefined : message;
      const inBrackets = joined([code?.toString(), original], '，');
      const said = meaning?.zh ?? message;
      return joined([inBrackets === '' ? said : `${said}（${inBrackets}）`, known?.advice.zh], '。');
    },
  },
  amount: { en: (amount: Amount) => amountOf(amount), zh: (amount: Amount) => amountOf(amount) },

  column_amounts: { en: () => 'amounts', zh: () => '金额' },
  column_in_file: { en: () => 'in the file', zh: () => '文件合计' },
  column_accepted: { en: () => 'went through', zh: () => '成功' },
  column_already_there: { en: () => 'already there', zh: () => '已存在' },
  column_not_accepted: { en: () => 'not accepted', zh: () => '未成功' },
  column_unclear: { en: () => 'unclear', zh: () => '待核对' },
  uncounted: {
    en: ({ records }: Records) =>
      `${count(records, 'record')} in no total: the amount or currency cannot be read`,
    zh: ({ records }: Records) => `${records} 条记录未计入合计：金额或币种无法识别`,
  },
  currency_without_name: {
    en: ({ id }: { id: string }) => `currency ${id}`,
    zh: ({ id }: { id: string }) => `币种 ${id}`,
  },
} satisfies Sentences;

function joined(parts: readonly (string | undefined)[], between: string): string {
  return parts.filter((part) => part !== undefined && part !== '').join(between);
}

/** Largest width of each part. Both may come from the file. */
const mostColumns = 32;

function amountOf({ amount, currency }: Amount): string {
  return [amount, currency]
    .map((part) => fit(part, mostColumns))
    .join(' ')
    .trim();
}
