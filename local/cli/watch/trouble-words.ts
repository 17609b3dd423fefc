// Trouble in sentences: the cause, and what a person can do.

import type { TroubleFacts } from '../../../shared/feishu/trouble.ts';
import { outside } from '../screen/outside-text.ts';

/** Trouble from a journal, or from a log line, which lacks Feishu's words. */
export type Told = TroubleFacts & { readonly message?: string | undefined };

export interface Words {
  readonly isSo: string;
  /** The sentence when a job is stopped for it. */
  readonly wasSo: string;
  /** Follows either sentence. */
  readonly advice: string;
}

const isAddressRight = ': is FEISHU_BASE_URL right?';
const seeOutcomes = '; docs/outcomes.md says what to do.';
const feishuMustMend = '. It is for Feishu to mend that.';
const changed = ". Feishu's API is not as its pages say, or something between changes its answers.";

/** Identifies a trouble: two calls with one name had the same. */
export function nameOf({ kind, how, status, code, field, cause }: Told): string {
  return JSON.stringify([kind, how, status, code, field, cause]);
}

export function wordsOf(trouble: Told, since: Date): Words {
  const wording = words[trouble.kind](trouble, since);
  return { wasSo: `Nothing got on for five minutes. ${wording.isSo}`, ...wording };
}

type Wording = Omit<Words, 'wasSo'> & Partial<Words>;

const words: Readonly<Record<Told['kind'], (trouble: Told, since: Date) => Wording>> = {
  unreachable: ({ cause }) => ({
    isSo: `Feishu cannot be reached${inBrackets(cause)}`,
    advice: ': is FEISHU_BASE_URL right, and is this machine online?',
  }),
  throttled: ({ code, status }, since) => {
    const tooMany = `"too many calls" (${code ?? `HTTP ${status}`})`;
    return {
      isSo: `Feishu says ${tooMany} to every call since ${since.toLocaleTimeString('en-GB')}`,
      wasSo: `Feishu has answered every call for five minutes with ${tooMany}`,
      advice: ': something else uses the same app. Stop that, or give Payferry an app of its own.',
    };
  },
  unanswered: (trouble) => (trouble.how === 'timeout' ? timeout(trouble) : cutOff(trouble)),
  broken: (trouble) => (trouble.field === undefined ? broken(trouble) : unread(trouble, trouble.field)),
  unknown_code: (trouble) => ({
    isSo: `Feishu answered with a code that Payferry does not know: ${saidIn(trouble)}`,
    advice: ". Feishu's support can say what it means, by the log id.",
  }),
  refused: (trouble) => ({
    isSo: `Feishu refuses to go on with a list that it has begun: ${saidIn(trouble)}`,
    advice: feishuMustMend,
  }),
  unauthorised: (trouble) => ({
    isSo: `Feishu refuses the app's token, also a fresh one: ${saidIn(trouble)}`,
    advice: seeOutcomes,
  }),
  barred: (trouble) => ({ isSo: `Feishu does not let the app in: ${saidIn(trouble)}`, advice: seeOutcomes }),
  no_secret: ({ cause }) => ({
    isSo: `The app's secret cannot be had${inBrackets(cause)}`,
    advice: ': is FEISHU_APP_SECRET set?',
  }),
  repeated_token: (trouble) => ({
    isSo: `Feishu names the same page of a list again, so that the list has no end${logIdOf(trouble)}`,
    advice: feishuMustMend,
  }),
  empty_pages: (trouble) => ({
    isSo: `Feishu sends empty pages without end${logIdOf(trouble)}`,
    advice: feishuMustMend,
  }),
  failed: ({ cause }) => ({
    isSo: `A step of Payferry's own failed${inBrackets(cause)}`,
    advice: ': Feishu is not to blame.',
  }),
};

function timeout({ status, waited_ms: waitedMs }: Told): Wording {
  const what = status === undefined ? 'answer' : 'end its answer';
  const within = waitedMs === undefined ? 'in time' : `within ${Math.round(waitedMs / 1000)} s`;
  return { isSo: `Feishu did not ${what} ${within} (timeout)`, advice: ': is the network slow?' };
}

function cutOff({ status, cause }: Told): Wording {
  const isSo =
    status === undefined
      ? 'The connection broke off before Feishu answered'
      : 'Feishu broke off in the middle of its answer';
  return { isSo: isSo + inBrackets(cause), advice: ': does something between break off connections?' };
}

/** An answer without a code, which does not come from Feishu's API. */
function unread(trouble: Told, field: string): Wording {
  const { status = 0, code, how } = trouble;
  const isSuccess = status >= 200 && status < 300;
  if (code === undefined && !isSuccess)
    return {
      isSo: `The address answers HTTP ${status}, which Feishu's API does not`,
      advice: isAddressRight,
    };
  if (code === undefined && how === 'no_json')
    return { isSo: "The address answers with a page, and not as Feishu's API does", advice: isAddressRight };
  return {
    isSo: `Feishu's answer could not be read: ${outside(field)} ${faultOf(how)}${logIdOf(trouble)}`,
    advice: changed,
  };
}

function faultOf(how: string | undefined): string {
  if (how === 'missing') return 'is missing';
  return how === 'incomplete' ? 'leaves out some records' : 'is not as its page says';
}

function broken(trouble: Told): Wording {
  const { status, code } = trouble;
  if (code === undefined)
    return {
      isSo: `Feishu, or something between, answers HTTP ${status}${logIdOf(trouble)}`,
      advice: feishuMustMend,
    };
  if (code === 0)
    return {
      isSo: `Feishu contradicts itself: HTTP ${status} with code 0${logIdOf(trouble)}`,
      advice: feishuMustMend,
    };
  return { isSo: `Feishu failed at a call: HTTP ${status}, code ${saidIn(trouble)}`, advice: feishuMustMend };
}

/** The code, Feishu's sentence if known, and the log id that its support asks for. */
function saidIn(trouble: Told): string {
  const { code, status, message } = trouble;
  const sentence = message === undefined ? '' : `, "${outside(message)}"`;
  return `${code ?? `HTTP ${status}`}${sentence}${logIdOf(trouble)}`;
}

function logIdOf({ log_id: logId }: Told): string {
  return logId === undefined ? '' : ` (log id ${outside(logId)})`;
}

function inBrackets(cause: string | undefined): string {
  return cause === undefined ? '' : ` (${outside(cause)})`;
}
