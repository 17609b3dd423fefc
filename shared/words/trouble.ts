// Why a job or export makes no progress: the cause, and in most cases what a person can do. Feishu's own words are quoted. A job
// that is stopped for it has the sentence in its report.

import type { Language, Sentences } from './sentences.ts';

interface Cause {
  /** Node's code of the error, like ECONNRESET, or the error's name. Undefined: not known. */
  readonly cause: string | undefined;
}

interface LogId {
  /** Feishu's id of the call, which its support asks for. Undefined: Feishu named none. */
  readonly logId: string | undefined;
}

interface Status {
  /** The HTTP status. Undefined: not known. */
  readonly status: number | undefined;
}

interface Answer extends Status, LogId {
  /** Feishu's code. Undefined: the answer had none. */
  readonly code: number | undefined;
  /** Feishu's sentence. Undefined: not known. */
  readonly message: string | undefined;
}

interface Waited {
  /** Undefined: it is not known how long the answer was waited for. */
  readonly waitedSeconds: number | undefined;
}

interface TooMany extends Status {
  readonly code: number | undefined;
}

interface TooManySince extends TooMany {
  /** A time of day. */
  readonly since: string;
}

interface Field extends LogId {
  readonly field: string;
}

interface KnownCode {
  readonly code: number;
  /** Feishu's words about the code. */
  readonly meaning: Readonly<Record<Language, string>>;
}

interface MaybeCode {
  readonly code: number | undefined;
}

const isAddressRight = { en: 'is FEISHU_BASE_URL right?', zh: 'FEISHU_BASE_URL 是否正确？' };
const mustMend = { en: 'It is for Feishu to mend that.', zh: '此问题需由飞书解决，请联系飞书技术支持。' };
const apiChanged = {
  en: "Feishu's API is not as its pages say, or something between changes its answers.",
  zh: '飞书接口与文档不符，或者应答在传输途中被更改。',
};
const otherUser = {
  en: 'something else uses the same app. Stop that, or give Payferry an app of its own.',
  zh: '有其他程序在使用同一个应用。请停止该程序，或为 Payferry 单独创建一个应用。',
};
const whoBreaksOff = {
  en: 'does something between break off connections?',
  zh: '是否有代理或防火墙切断了连接？',
};
const seeOutcomes = { en: 'docs/outcomes.md says what to do', zh: '处理办法见 docs/outcomes.md' };

export const troubleSentences = {
  unreachable: {
    en: ({ cause }: Cause) =>
      `Feishu cannot be reached${inBrackets(cause)}: is FEISHU_BASE_URL right, and is this machine online?`,
    zh: ({ cause }: Cause) => `无法连接飞书${kuoHao(cause)}：FEISHU_BASE_URL 是否正确？本机是否联网？`,
  },
  throttled: {
    en: ({ since, ...answer }: TooManySince) =>
      `Feishu says ${tooMany(answer)} to every call since ${since}: ${otherUser.en}`,
    zh: ({ since, ...answer }: TooManySince) =>
      `自 ${since} 起，飞书对每次调用都返回${guoDuo(answer)}：${otherUser.zh}`,
  },
  no_answer: {
    en: ({ waitedSeconds }: Waited) =>
      `Feishu did not answer ${within(waitedSeconds)} (timeout): is the network slow?`,
    zh: ({ waitedSeconds }: Waited) => `飞书${zaiNei(waitedSeconds)}没有应答（超时）：网络是否太慢？`,
  },
  no_end_of_answer: {
    en: ({ waitedSeconds }: Waited) =>
      `Feishu did not end its answer ${within(waitedSeconds)} (timeout): is the network slow?`,
    zh: ({ waitedSeconds }: Waited) =>
      `飞书${zaiNei(waitedSeconds)}没有返回完整的应答（超时）：网络是否太慢？`,
  },
  cut_before_answer: {
    en: ({ cause }: Cause) =>
      `The connection broke off before Feishu answered${inBrackets(cause)}: ${whoBreaksOff.en}`,
    zh: ({ cause }: Cause) => `飞书应答之前连接中断${kuoHao(cause)}：${whoBreaksOff.zh}`,
  },
  cut_in_answer: {
    en: ({ cause }: Cause) =>
      `Feishu broke off in the middle of its answer${inBrackets(cause)}: ${whoBreaksOff.en}`,
    zh: ({ cause }: Cause) => `飞书的应答中途中断${kuoHao(cause)}：${whoBreaksOff.zh}`,
  },

  // Answers that cannot be used.
  other_http_status: {
    en: ({ status }: Status) =>
      `The address answers HTTP ${status}, which Feishu's API does not: ${isAddressRight.en}`,
    zh: ({ status }: Status) => `该地址返回 HTTP ${status}，飞书接口不会这样返回：${isAddressRight.zh}`,
  },
  page_as_answer: {
    en: () => `The address answers with a page, and not as Feishu's API does: ${isAddressRight.en}`,
    zh: () => `该地址返回的是网页，不是飞书接口的应答：${isAddressRight.zh}`,
  },
  field_missing: {
    en: ({ field, logId }: Field) =>
      `Feishu's answer could not be read: ${field} is missing${log(logId)}. ${apiChanged.en}`,
    zh: ({ field, logId }: Field) => `飞书的应答无法读取：缺少 ${field}${riZhi(logId)}。${apiChanged.zh}`,
  },
  records_missing: {
    en: ({ field, logId }: Field) =>
      `Feishu's answer could not be read: ${field} leaves out some records${log(logId)}. ${apiChanged.en}`,
    zh: ({ field, logId }: Field) =>
      `飞书的应答无法读取：${field} 缺少部分记录${riZhi(logId)}。${apiChanged.zh}`,
  },
  field_wrong: {
    en: ({ field, logId }: Field) =>
      `Feishu's answer could not be read: ${field} is not as its page says${log(logId)}. ${apiChanged.en}`,
    zh: ({ field, logId }: Field) =>
      `飞书的应答无法读取：${field} 与文档不符${riZhi(logId)}。${apiChanged.zh}`,
  },
  http_failed: {
    en: ({ status, logId }: Status & LogId) =>
      `Feishu, or something between, answers HTTP ${status}${log(logId)}. ${mustMend.en}`,
    zh: ({ status, logId }: Status & LogId) =>
      `飞书或传输途中的设备返回 HTTP ${status}${riZhi(logId)}。${mustMend.zh}`,
  },
  contradiction: {
    en: ({ status, logId }: Status & LogId) =>
      `Feishu contradicts itself: HTTP ${status} with code 0${log(logId)}. ${mustMend.en}`,
    zh: ({ status, logId }: Status & LogId) =>
      `飞书的应答自相矛盾：HTTP ${status}，错误码却是 0${riZhi(logId)}。${mustMend.zh}`,
  },
  call_failed: {
    en: (answer: Answer) =>
      `Feishu failed at a call: HTTP ${answer.status}, code ${said(answer)}. ${mustMend.en}`,
    zh: (answer: Answer) =>
      `飞书处理调用时出错：HTTP ${answer.status}，错误码 ${daFu(answer)}。${mustMend.zh}`,
  },
  repeated_page: {
    en: ({ logId }: LogId) =>
      `Feishu gives a page of a list again in the place of another, so that records are missing${log(logId)}. ${mustMend.en}`,
    zh: ({ logId }: LogId) =>
      `飞书返回的列表里有一页重复，占了另一页的位置，因此缺少记录${riZhi(logId)}。${mustMend.zh}`,
  },
  repeated_token: {
    en: ({ logId }: LogId) =>
      `Feishu names the same page of a list again, so that the list has no end${log(logId)}. ${mustMend.en}`,
    zh: ({ logId }: LogId) => `飞书的列表反复指向同一页，没有结尾${riZhi(logId)}。${mustMend.zh}`,
  },
  empty_pages: {
    en: ({ logId }: LogId) => `Feishu sends empty pages without end${log(logId)}. ${mustMend.en}`,
    zh: ({ logId }: LogId) => `飞书不断返回空页${riZhi(logId)}。${mustMend.zh}`,
  },

  // Answers that say no.
  unknown_code: {
    en: (answer: Answer) =>
      `Feishu answered with a code that Payferry does not know: ${said(answer)}. Feishu's support can say what it means, by the log id.`,
    zh: (answer: Answer) =>
      `飞书返回了 Payferry 无法识别的错误码：${daFu(answer)}。请凭 log id 向飞书技术支持询问其含义。`,
  },
  list_refused: {
    en: (answer: Answer) =>
      `Feishu refuses to go on with a list that it has begun: ${said(answer)}. ${mustMend.en}`,
    zh: (answer: Answer) => `飞书返回了列表的前面部分，却拒绝返回后面部分：${daFu(answer)}。${mustMend.zh}`,
  },
  token_refused: {
    en: (answer: Answer) =>
      `Feishu refuses the app's token, also a fresh one: ${said(answer)}; ${seeOutcomes.en}.`,
    zh: (answer: Answer) => `飞书拒绝该应用的访问凭证，换新后仍然拒绝：${daFu(answer)}；${seeOutcomes.zh}。`,
  },
  app_not_let_in: {
    en: (answer: Answer) => `Feishu does not let the app in: ${said(answer)}; ${seeOutcomes.en}.`,
    zh: (answer: Answer) => `飞书不允许该应用访问：${daFu(answer)}；${seeOutcomes.zh}。`,
  },

  // Payferry's own.
  no_secret: {
    en: ({ cause }: Cause) => `The app's secret cannot be had${inBrackets(cause)}: is FEISHU_APP_SECRET set?`,
    zh: ({ cause }: Cause) => `无法取得 App Secret${kuoHao(cause)}：是否已设置 FEISHU_APP_SECRET？`,
  },
  own_step_failed: {
    en: ({ cause }: Cause) => `A step of Payferry's own failed${inBrackets(cause)}: Feishu is not to blame.`,
    zh: ({ cause }: Cause) => `Payferry 自身的某个步骤出错${kuoHao(cause)}：与飞书无关。`,
  },

  // The end. `trouble` is an entry of above.
  given_up: {
    en: ({ trouble }: { trouble: string }) => `Nothing got on for five minutes. ${trouble}`,
    zh: ({ trouble }: { trouble: string }) => `五分钟没有任何进展。${trouble}`,
  },
  given_up_throttled: {
    en: (answer: TooMany) =>
      `Feishu has answered every call for five minutes with ${tooMany(answer)}: ${otherUser.en}`,
    zh: (answer: TooMany) => `五分钟来，飞书对每次调用都返回${guoDuo(answer)}：${otherUser.zh}`,
  },
  stopped_barred: {
    en: () => `Feishu does not let the app in; ${seeOutcomes.en}`,
    zh: () => `飞书不允许该应用访问；${seeOutcomes.zh}`,
  },
  stopped_by_known_code: {
    en: ({ meaning, code }: KnownCode) =>
      `Feishu does not let the app in: ${meaning.en} (${code}); ${seeOutcomes.en}`,
    zh: ({ meaning, code }: KnownCode) => `飞书不允许该应用访问：${meaning.zh}（${code}）；${seeOutcomes.zh}`,
  },
  stopped_by_code: {
    en: ({ code }: MaybeCode) =>
      `Feishu does not let the app in: code ${code ?? 'unknown'}; ${seeOutcomes.en}`,
    zh: ({ code }: MaybeCode) =>
      `飞书不允许该应用访问：错误码${code === undefined ? '未知' : ` ${code}`}；${seeOutcomes.zh}`,
  },
} satisfies Sentences;

function tooMany({ code, status }: TooMany): string {
  return `"too many calls" (${code ?? `HTTP ${status}`})`;
}

function guoDuo({ code, status }: TooMany): string {
  return `“调用过于频繁”（${code ?? `HTTP ${status}`}）`;
}

function within(seconds: number | undefined): string {
  return seconds === undefined ? 'in time' : `within ${seconds} s`;
}

function zaiNei(seconds: number | undefined): string {
  return seconds === undefined ? '在规定时间内' : `在 ${seconds} 秒内`;
}

/** The code (or HTTP status without one), then Feishu's sentence and the log id, each if known. */
function said({ code, status, message, logId }: Answer): string {
  const sentence = message === undefined ? '' : `, "${message}"`;
  return `${code ?? `HTTP ${status}`}${sentence}${log(logId)}`;
}

function daFu({ code, status, message, logId }: Answer): string {
  const sentence = message === undefined ? '' : `，“${message}”`;
  return `${code ?? `HTTP ${status}`}${sentence}${riZhi(logId)}`;
}

function log(logId: string | undefined): string {
  return logId === undefined ? '' : ` (log id ${logId})`;
}

function riZhi(logId: string | undefined): string {
  return logId === undefined ? '' : `（log id ${logId}）`;
}

function inBrackets(cause: string | undefined): string {
  return cause === undefined ? '' : ` (${cause})`;
}

function kuoHao(cause: string | undefined): string {
  return cause === undefined ? '' : `（${cause}）`;
}
