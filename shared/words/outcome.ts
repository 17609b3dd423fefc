// What became of a record, as its row in the report says it: sentences of deliver, and of report for a batch that deliver never
// finished.

import type { Language, Sentences } from './sentences.ts';

const whyNotLookedUp = {
  refused: { en: 'Feishu refuses to look the record up', zh: '飞书拒绝查询这条记录' },
  no_scope: { en: 'the app may not look it up', zh: '应用没有查询权限' },
} as const;
export type WhyNotLookedUp = keyof typeof whyNotLookedUp;

const whyUnchecked = {
  ...whyNotLookedUp,
  hidden: {
    en: 'fields that tell it from another payment are hidden from the app',
    zh: '应用看不到用来区分两笔发放的字段',
  },
} as const;
/** `not_shown`: Feishu names the conflict, and shows no such record. It keeps the unique_id of a removed one. */
export type WhyUnchecked = keyof typeof whyUnchecked | 'not_shown';

export const outcomeSentences = {
  exists_already: {
    en: () => 'a record with this unique_id is there already, with other content',
    zh: () => '飞书里已有相同 unique_id 的记录，但内容不同',
  },
  exists_unchecked: {
    en: ({ why }: { why: WhyUnchecked }) =>
      why === 'not_shown'
        ? 'Feishu says that this unique_id is used, and shows no record with it: perhaps the record was removed. ' +
          'Look in Feishu; if it was not paid, send it with another unique_id'
        : `a record with this unique_id is there already, and ${whyUnchecked[why].en}: look in Feishu whether it is the same payment`,
    zh: ({ why }: { why: WhyUnchecked }) =>
      why === 'not_shown'
        ? '飞书提示该 unique_id 已被使用，但查不到对应的记录，可能已被删除。请到飞书核对；如果确实没有发放，请换一个 unique_id 重新提交'
        : `飞书里已有相同 unique_id 的记录，但${whyUnchecked[why].zh}：请到飞书核对是不是同一笔发放`,
  },
  done_as_far_as_shown: {
    en: () =>
      'the record is as it was to become, as far as Feishu shows it, and was not sent: it might add a detail a second time. ' +
      'Look in Feishu what is missing',
    zh: () =>
      '从飞书显示的内容看，这条记录已经是更正后的样子，因此没有再提交，以免重复增加明细。请到飞书核对还缺什么',
  },
  refused_after_doubt: {
    en: ({ why, last }: NotLookedUp) =>
      `an earlier call that carried it was not answered, and ${whyNotLookedUp[why].en}; of a later one: ${whatWasSaid(last, 'en')}`,
    zh: ({ why, last }: NotLookedUp) =>
      `之前提交这条记录时没有收到应答，且${whyNotLookedUp[why].zh}；之后再次提交时，${whatWasSaid(last, 'zh')}`,
  },
  age_unknown: {
    en: () =>
      'Feishu holds it as it was sent, and shows no time of its creation that can be read: it may have been there before this job',
    zh: () => '飞书里有内容相同的记录，但无法识别其创建时间：它可能在本任务之前就已存在',
  },
  created_unseen: {
    en: () =>
      'no answer came to the call; Feishu holds it as it was sent, created since: by this job, or by another that sent the same meanwhile',
    zh: () =>
      '提交后没有收到应答；飞书里已有内容相同的记录，是在提交之后创建的：由本任务创建，或由同时提交相同内容的其他任务创建',
  },
  updated_unseen: {
    en: () =>
      'no answer came to the call; the record is as it was to become: changed by this job, or by another that sent the same meanwhile',
    zh: () =>
      '提交后没有收到应答；这条记录已经是更正后的样子：由本任务更正，或由同时提交相同内容的其他任务更正',
  },
  removed_unseen: {
    en: () =>
      'no answer came to the call; it was there before and is not any more: removed by this job, or by another meanwhile',
    zh: () => '提交后没有收到应答；这条记录之前存在，现在已经没有了：由本任务删除，或在此期间由其他任务删除',
  },
  was_not_there: {
    en: () => 'there was no such record before this job',
    zh: () => '本任务开始前就没有这条记录',
  },
  neither_before_nor_after: {
    en: () => 'the record is neither as it was nor as it was to become',
    zh: () => '这条记录既不是原来的样子，也不是更正后的样子',
  },
  gone_perhaps_before: {
    en: () => 'it is not there, and whether it was before this job is not known',
    zh: () => '现在没有这条记录，本任务开始前是否有也无法确认',
  },
  broke_and_is_absent: {
    en: ({ calls }: Calls) => `${broke(calls)}, and does not hold it`,
    zh: ({ calls }: Calls) => `${zhongDuan(calls)}，飞书里没有这条记录`,
  },
  broke_and_is_not_updated: {
    en: ({ calls }: Calls) => `${broke(calls)}, and the record is not as it was to become`,
    zh: ({ calls }: Calls) => `${zhongDuan(calls)}，这条记录没有变成更正后的样子`,
  },
  broke_and_is_still_there: {
    en: ({ calls }: Calls) => `${broke(calls)}, and the record is still there`,
    zh: ({ calls }: Calls) => `${zhongDuan(calls)}，这条记录仍然存在`,
  },
  no_answer_no_look: {
    en: ({ why, last }: NotLookedUp) => `${whatWasSaid(last, 'en')}, and ${whyNotLookedUp[why].en}`,
    zh: ({ why, last }: NotLookedUp) => `${whatWasSaid(last, 'zh')}，且${whyNotLookedUp[why].zh}`,
  },
  no_answer_no_look_stopped: {
    en: ({ why, last }: NotLookedUp) =>
      `${whatWasSaid(last, 'en')}, ${whyNotLookedUp[why].en}, and the job was stopped`,
    zh: ({ why, last }: NotLookedUp) => `${whatWasSaid(last, 'zh')}，${whyNotLookedUp[why].zh}，且任务已中止`,
  },
  stopped_before_sent: {
    en: () => 'the job was stopped before this record was sent',
    zh: () => '任务在提交这条记录之前已中止',
  },
  /** All three texts are Feishu's. `field` and `description` tell what the call was refused for. */
  refused_for: {
    en: (facts: RefusedFor) => refusedFor(facts, ': ', ', '),
    zh: (facts: RefusedFor) => refusedFor(facts, '：', '，'),
  },
  not_sent: {
    en: ({ why }: { why: string }) => `not sent: ${why}`,
    zh: ({ why }: { why: string }) => `未提交：${why}`,
  },
  job_ended_before: { en: () => 'the job ended before its turn', zh: () => '还没轮到这条记录，任务就结束了' },
  sent_and_lost: {
    en: ({ last }: { last: Said }) =>
      `it was sent, ${whatWasSaid(last, 'en')}, and what became of it could not be found out: ` +
      'look it up in Feishu before sending it again',
    zh: ({ last }: { last: Said }) =>
      `已提交，但${whatWasSaid(last, 'zh')}，结果无法查明：请先到飞书核对，再决定是否重新提交`,
  },
  not_written_down: {
    en: () => 'nobody wrote down what became of it: look it up in Feishu',
    zh: () => '没有留下处理结果：请到飞书核对',
  },
  rest_in_first_row: {
    en: ({ begins, firstRow }: RestInFirstRow) => `${begins}… (all of it in row ${firstRow})`,
    zh: ({ begins, firstRow }: RestInFirstRow) => `${begins}…（完整内容见第 ${firstRow} 行）`,
  },
} satisfies Sentences;

interface Calls {
  readonly calls: number;
}

interface RestInFirstRow {
  readonly begins: string;
  readonly firstRow: number;
}

/** What Feishu said of a call, or of a record in its answer; code 0 where it gave none. */
interface Said {
  readonly code: number;
  readonly message: string;
  readonly log_id?: string | undefined;
  /** Of the answer: it could not be read. */
  readonly field?: string | undefined;
}

interface NotLookedUp {
  readonly why: WhyNotLookedUp;
  readonly last: Said;
}

function whatWasSaid({ code, message, log_id: logId, field }: Said, language: Language): string {
  if (language === 'en') {
    const log = logId === undefined ? '' : ` (log id ${logId})`;
    if (field !== undefined) return `the answer could not be read at ${field}${log}`;
    if (code === 0) return `no answer to the call could be used${log}`;
    return `Feishu answered with ${code}${message === '' ? '' : ` "${message}"`}${log}`;
  }
  const log = logId === undefined ? '' : `（log id ${logId}）`;
  if (field !== undefined) return `飞书的应答在 ${field} 处无法读取${log}`;
  if (code === 0) return `没有收到可用的应答${log}`;
  return `飞书返回错误码 ${code}${message === '' ? '' : `“${message}”`}${log}`;
}

interface RefusedFor {
  readonly message: string;
  readonly field: string | undefined;
  readonly description: string | undefined;
}

function refusedFor({ message, field, description }: RefusedFor, colon: string, comma: string): string {
  const told = [field, description].filter((text) => text !== undefined && text !== '');
  return told.length === 0 ? message : `${message}${colon}${told.join(comma)}`;
}

function broke(calls: number): string {
  return `Feishu broke off ${calls} calls that carried this record alone`;
}

function zhongDuan(calls: number): string {
  return `单独提交这条记录 ${calls} 次，均被飞书中断`;
}
