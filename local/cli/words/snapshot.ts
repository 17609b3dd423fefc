// A snapshot in a few lines, from its manifest.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { count } from './count.ts';

interface Holds {
  readonly resource: string;
  readonly records: number;
  readonly calls: number;
}

interface Changes extends Holds {
  readonly since: string;
}

interface NeverSeen {
  readonly fields: readonly string[];
  readonly scopes: readonly string[];
}

interface StandsIn {
  readonly folder: string;
  readonly files: readonly string[];
}

export const snapshotSentences = {
  holds: {
    en: ({ resource, records, calls }: Holds) =>
      `${resource}: ${count(records, 'record')}, ${count(calls, 'call')} to Feishu`,
    zh: ({ resource, records, calls }: Holds) => `${resource}：${records} 条记录，向飞书查询 ${calls} 次`,
  },
  holds_changes: {
    en: ({ resource, records, since, calls }: Changes) =>
      `${resource}: ${count(records, 'record')} that changed since ${since}, ${count(calls, 'call')} to Feishu`,
    zh: ({ resource, records, since, calls }: Changes) =>
      `${resource}：${since} 以来更改过的记录 ${records} 条，向飞书查询 ${calls} 次`,
  },
  holds_all_because: {
    en: ({ reason }: { reason: string }) => `all, because ${reason}`,
    zh: ({ reason }: { reason: string }) => `已导出全部记录，原因：${reason}`,
  },
  column_records: { en: () => 'records', zh: () => '记录数' },
  column_sum: { en: () => 'sum', zh: () => '合计' },
  uncounted: {
    en: ({ records }: { records: number }) =>
      `${count(records, 'record')} in no sum: the amount or currency cannot be read`,
    zh: ({ records }: { records: number }) => `${records} 条记录未计入合计：金额或币种无法识别`,
  },
  never_seen: {
    en: ({ fields, scopes }: NeverSeen) =>
      `never seen: ${fields.join(', ')}; the app may lack ${scopes.join(', ')}`,
    zh: ({ fields, scopes }: NeverSeen) =>
      `从未出现的字段：${fields.join('、')}；应用可能缺少权限 ${scopes.join('、')}`,
  },
  stands_in: {
    en: ({ folder, files }: StandsIn) => `in ${folder}: ${files.join(', ')}`,
    zh: ({ folder, files }: StandsIn) => `保存在 ${folder}：${files.join('、')}`,
  },
} satisfies Sentences;
