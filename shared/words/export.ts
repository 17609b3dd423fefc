// What is said of exports: faults of their messages, why a run reads everything or was given up, and what a snapshot can be
// trusted for.

import type { Sentences } from './sentences.ts';
import { en, zh, type Shown } from './show.ts';

interface PageAgain {
  /** The query, and the window that was read. */
  readonly list: string;
  readonly page: number;
  readonly earlier: number;
  readonly shown: number;
  readonly records: number;
  /** Feishu's id of the call, which its support asks for. Undefined: Feishu named none. */
  readonly logId: string | undefined;
}

interface PageRefused {
  /** The query, and the window that was read. */
  readonly list: string;
  readonly page: number;
  /** Undefined: Feishu gave none. */
  readonly code: number | undefined;
}

interface Dataset {
  readonly dataset: string;
}

interface Clocks {
  /** Negative: Feishu's clock is behind ours. */
  readonly feishuAheadMs: number;
}

/** A condition of every guarantee that Payferry cannot make sure of. */
const asFarAsFeishu = {
  en: 'All this as far as every record has a time of creation and of its last change, and page tokens keep their place while others write, which Feishu does not promise.',
  zh: '以上均以每条记录都有创建时间和更新时间、且他人写入期间分页位置不变为前提，飞书对此没有承诺。',
};

export const exportSentences = {
  no_object: { en: () => 'the message is no JSON object', zh: () => '导出消息不是 JSON 对象' },
  field_unknown: {
    en: ({ field, meant }: { field: string | Shown; meant: string | undefined }) =>
      `nobody knows the field ${en.name(field)}${meant === undefined ? '' : `, is it ${meant}?`}`,
    zh: ({ field, meant }: { field: string | Shown; meant: string | undefined }) =>
      zh.text`字段 ${zh.name(field)} 无法识别${meant === undefined ? '' : `，是不是“${meant}”？`}`,
  },
  field_absent: {
    en: ({ field }: { field: string }) => `${field} is absent, and has to be there`,
    zh: ({ field }: { field: string }) => `缺少 ${field}，该字段必填`,
  },
  field_wrong: {
    en: ({ field, value, expected }: { field: string; value: Shown; expected: string }) =>
      `${field} is ${en.value(value)}, expected ${expected}`,
    zh: ({ field, value, expected }: { field: string; value: Shown; expected: string }) =>
      zh.text`${field}${zh.is(value)}，应为${expected}`,
  },
  nothing_before: {
    en: ({ dataset }: Dataset) => `no run of ${dataset} is complete: there is nothing to go on from`,
    zh: ({ dataset }: Dataset) => `${dataset} 还没有完成过一次导出，没有可接续的起点`,
  },
  other_selection: {
    en: ({ dataset }: Dataset) =>
      `the last run of ${dataset} had another resource, other filters, another format, another user_id_type or another app`,
    zh: ({ dataset }: Dataset) =>
      `${dataset} 上一次导出的资源、筛选条件、格式、user_id_type 或应用与这次不同`,
  },
  full_run_gone: {
    en: ({ dataset }: Dataset) => `the full run of ${dataset} that changes belong to is not kept any more`,
    zh: ({ dataset }: Dataset) => `${dataset} 的变更所依据的全量导出已不再保留`,
  },
  clocks_differ: {
    en: ({ feishuAheadMs }: Clocks) => {
      const [ahead, behind] = feishuAheadMs > 0 ? ["Feishu's clock", 'ours'] : ['our clock', "Feishu's"];
      return [
        `${ahead} is about ${minutesOf(feishuAheadMs)} minutes ahead of ${behind}, so one of them is wrong.`,
        'The run has taken its bounds from the clock of Feishu: since and bookmark are times of it, as create_time and modify_time are.',
        'started_at, read_at, published_at and the day of the run (dt) are times of our clock.',
      ].join(' ');
    },
    zh: ({ feishuAheadMs }: Clocks) =>
      [
        `飞书的时钟比本系统的${feishuAheadMs > 0 ? '快' : '慢'}约 ${minutesOf(feishuAheadMs)} 分钟，其中必有一个不准。`,
        '本次导出的起止时间以飞书的时钟为准：since 和 bookmark 与 create_time、modify_time 一样，都是飞书的时间。',
        'started_at、read_at、published_at 和导出日期（dt）是本系统的时间。',
      ].join(''),
  },
  page_again: {
    en: ({ list, page, earlier, shown, records, logId }: PageAgain) =>
      [
        `Feishu gave a page again under another page token: page ${page} of ${list} shows page ${earlier} again, ${shown} of its ${records} records came before${logId === undefined ? '' : ` (log id ${logId})`}.`,
        'Records may be missing, so nothing is published, and the bookmark stays where it is.',
        'The next run reads from there; a message with another scheduled_at asks for one now.',
        'Many records that were written meanwhile may move so too: then another time of day helps.',
        "If the run fails in the same way again, it is for Feishu's support to mend, which asks for the log id.",
      ].join(' '),
    zh: ({ list, page, earlier, shown, records, logId }: PageAgain) =>
      [
        `飞书用另一个分页标记又返回了同一页：${list} 的第 ${page} 页重复了第 ${earlier} 页，${records} 条记录中有 ${shown} 条之前已出现过${logId === undefined ? '' : `（log id ${logId}）`}。`,
        '可能缺少记录，因此本次不发布，bookmark 保持不变。',
        '下一次导出仍从该时间读取；发送一条 scheduled_at 不同的消息可以立即再导出一次。',
        '如果期间有大量记录写入，也可能出现这种情况：请换个时段再试。',
        '如果再次以同样的方式失败，请带上 log id 联系飞书技术支持。',
      ].join(''),
  },
  page_refused: {
    en: ({ list, page, code }: PageRefused) =>
      `${list}, page ${page} could not be read: refused${code === undefined ? '' : ` (${code})`}`,
    zh: ({ list, page, code }: PageRefused) =>
      `${list} 的第 ${page} 页无法读取：飞书拒绝了查询${code === undefined ? '' : `（错误码 ${code}）`}`,
  },
  other_feishu: {
    en: () => 'the run was begun with another FEISHU_BASE_URL or FEISHU_APP_ID than the settings have now',
    zh: () => '这次导出开始时的 FEISHU_BASE_URL 或 FEISHU_APP_ID 与现在的设置不同',
  },
  /** `trouble` is empty, or a sentence of `last_trouble`. */
  out_of_patience: {
    en: ({ trouble }: { trouble: string }) =>
      `the run was not done within PATIENCE_MS of its beginning${trouble}`,
    zh: ({ trouble }: { trouble: string }) => `导出开始后没有在 PATIENCE_MS 规定的时间内完成${trouble}`,
  },
  last_trouble: {
    en: ({ at, facts }: LastTrouble) => `; its last trouble, at ${at}: ${facts.join(', ')}`,
    zh: ({ at, facts }: LastTrouble) => `；最近一次问题（${at}）：${facts.join('，')}`,
  },
  guarantee_of_full: {
    en: () =>
      [
        'Every record that the filters match and that was not changed while the run went on (started_at to read_at) stands in it exactly once.',
        'A record that was created or changed meanwhile stands in it at most once, in a state that it had.',
        'A record that was removed meanwhile may stand in it or not.',
        asFarAsFeishu.en,
      ].join(' '),
    zh: () =>
      [
        '符合筛选条件、且在导出期间（started_at 至 read_at）没有变化的记录，每条恰好出现一次。',
        '期间新建或更改的记录最多出现一次，内容是它某一时刻的状态。',
        '期间删除的记录可能出现，也可能不出现。',
        asFarAsFeishu.zh,
      ].join(''),
  },
  guarantee_of_changes: {
    en: () =>
      [
        'Every record that the filters match and that was created or changed between since and bookmark, and not again while the run went on, stands in it exactly once, in its newest state.',
        'A record that was changed while the run went on stands in it at most once, in a state that it had; the next run of changes reads it again.',
        'Removals cannot show in changes, nor can records that the filters do not match any more: a full run is needed now and then.',
        asFarAsFeishu.en,
      ].join(' '),
    zh: () =>
      [
        '符合筛选条件、在 since 与 bookmark 之间新建或更改、且导出期间没有再变化的记录，每条恰好出现一次，内容为最新状态。',
        '导出期间有变化的记录最多出现一次，内容是它某一时刻的状态；下一次变更导出会再读取它。',
        '变更导出看不到被删除的记录，也看不到不再符合筛选条件的记录：需要定期做一次全量导出。',
        asFarAsFeishu.zh,
      ].join(''),
  },
} satisfies Sentences;

interface LastTrouble {
  readonly at: string;
  readonly facts: readonly string[];
}

function minutesOf(ms: number): number {
  return Math.round(Math.abs(ms) / 60_000);
}
