// Chooses the sentence that tells a trouble (a call or look-up that ended in no usable answer).

import type { TroubleFacts } from '../../../shared/feishu/trouble.ts';
import { troubleSentences } from '../words/trouble.ts';

/** Trouble from a journal, or from a log line, which lacks Feishu's words. */
export type Told = TroubleFacts & { readonly message?: string | undefined };

/** Identifies a trouble: two with the same name are told once. Log id, waiting time and words do not count. */
export function nameOf({ kind, how, status, code, field, cause }: Told): string {
  return JSON.stringify([kind, how, status, code, field, cause]);
}

/** The sentence while the job is still tried. `since` is when it stopped making progress. */
export function troubleNow(trouble: Told, since: Date): string {
  return sentences[trouble.kind](trouble, since);
}

/** The sentence when the job is stopped, five minutes after `since`. */
export function troubleAtEnd(trouble: Told, since: Date): string {
  const { kind, code, status } = trouble;
  return kind === 'throttled'
    ? troubleSentences.given_up_throttled({ code, status })
    : troubleSentences.given_up({ trouble: troubleNow(trouble, since) });
}

const sentences: Readonly<Record<Told['kind'], (trouble: Told, since: Date) => string>> = {
  unreachable: ({ cause }) => troubleSentences.unreachable({ cause }),
  throttled: ({ code, status }, since) =>
    troubleSentences.throttled({ code, status, since: since.toLocaleTimeString('en-GB') }),
  unanswered: (trouble) => (trouble.how === 'timeout' ? timeout(trouble) : cutOff(trouble)),
  broken: (trouble) => (trouble.field === undefined ? broken(trouble) : unread(trouble, trouble.field)),
  unknown_code: (trouble) => troubleSentences.unknown_code(answerOf(trouble)),
  refused: (trouble) => troubleSentences.list_refused(answerOf(trouble)),
  unauthorised: (trouble) => troubleSentences.token_refused(answerOf(trouble)),
  barred: (trouble) => troubleSentences.app_not_let_in(answerOf(trouble)),
  no_secret: ({ cause }) => troubleSentences.no_secret({ cause }),
  repeated_token: ({ log_id: logId }) => troubleSentences.repeated_token({ logId }),
  repeated_page: ({ log_id: logId }) => troubleSentences.repeated_page({ logId }),
  empty_pages: ({ log_id: logId }) => troubleSentences.empty_pages({ logId }),
  failed: ({ cause }) => troubleSentences.own_step_failed({ cause }),
};

function timeout({ status, waited_ms: waitedMs }: Told): string {
  const waitedSeconds = waitedMs === undefined ? undefined : Math.round(waitedMs / 1000);
  return status === undefined
    ? troubleSentences.no_answer({ waitedSeconds })
    : troubleSentences.no_end_of_answer({ waitedSeconds });
}

function cutOff({ status, cause }: Told): string {
  return status === undefined
    ? troubleSentences.cut_before_answer({ cause })
    : troubleSentences.cut_in_answer({ cause });
}

/**
 * The sentence for an answer of which `field` could not be read. Without a code, an HTTP error or an answer that is not
 * JSON does not come from Feishu's API.
 */
function unread({ status = 0, code, how, log_id: logId }: Told, field: string): string {
  const isSuccess = status >= 200 && status < 300;
  if (code === undefined && !isSuccess) return troubleSentences.other_http_status({ status });
  if (code === undefined && how === 'no_json') return troubleSentences.page_as_answer();
  if (how === 'missing') return troubleSentences.field_missing({ field, logId });
  if (how === 'incomplete') return troubleSentences.records_missing({ field, logId });
  return troubleSentences.field_wrong({ field, logId });
}

function broken(trouble: Told): string {
  const { status, code, log_id: logId } = trouble;
  if (code === undefined) return troubleSentences.http_failed({ status, logId });
  return code === 0
    ? troubleSentences.contradiction({ status, logId })
    : troubleSentences.call_failed(answerOf(trouble));
}

function answerOf({ code, status, message, log_id: logId }: Told) {
  return { code, status, message, logId };
}
