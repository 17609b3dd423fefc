// Why a job or export makes no progress: the cause, and in most cases what a person can do. Feishu's own words are quoted.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { outside } from '../screen/outside-text.ts';

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

interface Field extends LogId {
  readonly field: string;
}

const isAddressRight = 'is FEISHU_BASE_URL right?';
const mustMend = 'It is for Feishu to mend that.';
const apiChanged = "Feishu's API is not as its pages say, or something between changes its answers.";
const otherUser = 'something else uses the same app. Stop that, or give Payferry an app of its own.';
const whoBreaksOff = 'does something between break off connections?';

export const troubleSentences = {
  unreachable: ({ cause }: Cause) =>
    `Feishu cannot be reached${inBrackets(cause)}: is FEISHU_BASE_URL right, and is this machine online?`,
  throttled: ({ since, ...answer }: TooMany & { since: string }) =>
    `Feishu says ${tooMany(answer)} to every call since ${since}: ${otherUser}`,
  no_answer: ({ waitedSeconds }: Waited) =>
    `Feishu did not answer ${within(waitedSeconds)} (timeout): is the network slow?`,
  no_end_of_answer: ({ waitedSeconds }: Waited) =>
    `Feishu did not end its answer ${within(waitedSeconds)} (timeout): is the network slow?`,
  cut_before_answer: ({ cause }: Cause) =>
    `The connection broke off before Feishu answered${inBrackets(cause)}: ${whoBreaksOff}`,
  cut_in_answer: ({ cause }: Cause) =>
    `Feishu broke off in the middle of its answer${inBrackets(cause)}: ${whoBreaksOff}`,

  // Answers that cannot be used.
  other_http_status: ({ status }: Status) =>
    `The address answers HTTP ${status}, which Feishu's API does not: ${isAddressRight}`,
  page_as_answer: () => `The address answers with a page, and not as Feishu's API does: ${isAddressRight}`,
  field_missing: ({ field, logId }: Field) =>
    `Feishu's answer could not be read: ${outside(field)} is missing${log(logId)}. ${apiChanged}`,
  records_missing: ({ field, logId }: Field) =>
    `Feishu's answer could not be read: ${outside(field)} leaves out some records${log(logId)}. ${apiChanged}`,
  field_wrong: ({ field, logId }: Field) =>
    `Feishu's answer could not be read: ${outside(field)} is not as its page says${log(logId)}. ${apiChanged}`,
  http_failed: ({ status, logId }: Status & LogId) =>
    `Feishu, or something between, answers HTTP ${status}${log(logId)}. ${mustMend}`,
  contradiction: ({ status, logId }: Status & LogId) =>
    `Feishu contradicts itself: HTTP ${status} with code 0${log(logId)}. ${mustMend}`,
  call_failed: (answer: Answer) =>
    `Feishu failed at a call: HTTP ${answer.status}, code ${said(answer)}. ${mustMend}`,
  repeated_page: ({ logId }: LogId) =>
    `Feishu gives a page of a list again in the place of another, so that records are missing${log(logId)}. ${mustMend}`,
  repeated_token: ({ logId }: LogId) =>
    `Feishu names the same page of a list again, so that the list has no end${log(logId)}. ${mustMend}`,
  empty_pages: ({ logId }: LogId) => `Feishu sends empty pages without end${log(logId)}. ${mustMend}`,

  // Answers that say no.
  unknown_code: (answer: Answer) =>
    `Feishu answered with a code that Payferry does not know: ${said(answer)}. Feishu's support can say what it means, by the log id.`,
  list_refused: (answer: Answer) =>
    `Feishu refuses to go on with a list that it has begun: ${said(answer)}. ${mustMend}`,
  token_refused: (answer: Answer) =>
    `Feishu refuses the app's token, also a fresh one: ${said(answer)}; docs/outcomes.md says what to do.`,
  app_not_let_in: (answer: Answer) =>
    `Feishu does not let the app in: ${said(answer)}; docs/outcomes.md says what to do.`,

  // Payferry's own.
  no_secret: ({ cause }: Cause) =>
    `The app's secret cannot be had${inBrackets(cause)}: is FEISHU_APP_SECRET set?`,
  own_step_failed: ({ cause }: Cause) =>
    `A step of Payferry's own failed${inBrackets(cause)}: Feishu is not to blame.`,

  // What is done about it. `trouble` is an entry of above.
  trying_again: ({ trouble, seconds }: { trouble: string; seconds: number }) =>
    `${trouble} Trying again in ${seconds} s, and then less often. Ctrl-C stops.`,
  looking_up_again: ({ seconds }: { seconds: number }) => `some records are looked up again in ${seconds} s`,
  given_up: ({ trouble }: { trouble: string }) => `Nothing got on for five minutes. ${trouble}`,
  given_up_throttled: (answer: TooMany) =>
    `Feishu has answered every call for five minutes with ${tooMany(answer)}: ${otherUser}`,
  stopped_barred: () => 'Feishu does not let the app in; docs/outcomes.md says what to do',
  stopped_by_known_code: ({ meaning, code }: { meaning: string; code: number }) =>
    `Feishu does not let the app in: ${meaning} (${code}); docs/outcomes.md says what to do`,
  stopped_by_code: ({ code }: { code: number | undefined }) =>
    `Feishu does not let the app in: code ${code ?? 'unknown'}; docs/outcomes.md says what to do`,
} satisfies Sentences;

function tooMany({ code, status }: TooMany): string {
  return `"too many calls" (${code ?? `HTTP ${status}`})`;
}

function within(seconds: number | undefined): string {
  return seconds === undefined ? 'in time' : `within ${seconds} s`;
}

/** The code (or HTTP status without one), then Feishu's sentence and the log id, each if known. */
function said({ code, status, message, logId }: Answer): string {
  const sentence = message === undefined ? '' : `, "${outside(message)}"`;
  return `${code ?? `HTTP ${status}`}${sentence}${log(logId)}`;
}

function log(logId: string | undefined): string {
  return logId === undefined ? '' : ` (log id ${outside(logId)})`;
}

function inBrackets(cause: string | undefined): string {
  return cause === undefined ? '' : ` (${outside(cause)})`;
}
