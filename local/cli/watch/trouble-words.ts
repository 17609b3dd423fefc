// Chooses the sentence that tells a trouble (a call or look-up that ended in no usable answer).

import type { TroubleFacts } from '../../../shared/feishu/trouble.ts';
import { say, type Say } from '../words/say.ts';

/** Trouble from a journal, or from a log line, which lacks Feishu's words. */
export type Told = TroubleFacts & { readonly message?: string | undefined };

/** Identifies a trouble: two with the same name are told once. Log id, waiting time and words do not count. */
export function nameOf({ kind, how, status, code, field, cause }: Told): string {
  return JSON.stringify([kind, how, status, code, field, cause]);
}

/** The sentence while the job is still tried. `since` is when it stopped making progress. */
export function troubleNow(trouble: Told, since: Date): Say {
  return sentences[trouble.kind](trouble, since);
}

/** The sentence when the job is stopped, five minutes after `since`. */
export function troubleAtEnd(trouble: Told, since: Date): Say {
  const { kind, code, status } = trouble;
  return kind === 'throttled'
    ? say('trouble.given_up_throttled', { code, status })
    : say('trouble.given_up', { trouble: troubleNow(trouble, since) });
}

const sentences: Readonly<Record<Told['kind'], (trouble: Told, since: Date) => Say>> = {
  unreachable: ({ cause }) => say('trouble.unreachable', { cause }),
  throttled: ({ code, status }, since) =>
    say('trouble.throttled', { code, status, since: since.toLocaleTimeString('en-GB') }),
  unanswered: (trouble) => (trouble.how === 'timeout' ? timeout(trouble) : cutOff(trouble)),
  broken: (trouble) => (trouble.field === undefined ? broken(trouble) : unread(trouble, trouble.field)),
  unknown_code: (trouble) => say('trouble.unknown_code', answerOf(trouble)),
  refused: (trouble) => say('trouble.list_refused', answerOf(trouble)),
  unauthorised: (trouble) => say('trouble.token_refused', answerOf(trouble)),
  barred: (trouble) => say('trouble.app_not_let_in', answerOf(trouble)),
  no_secret: ({ cause }) => say('trouble.no_secret', { cause }),
  repeated_token: ({ log_id: logId }) => say('trouble.repeated_token', { logId }),
  repeated_page: ({ log_id: logId }) => say('trouble.repeated_page', { logId }),
  empty_pages: ({ log_id: logId }) => say('trouble.empty_pages', { logId }),
  failed: ({ cause }) => say('trouble.own_step_failed', { cause }),
};

function timeout({ status, waited_ms: waitedMs }: Told): Say {
  const waitedSeconds = waitedMs === undefined ? undefined : Math.round(waitedMs / 1000);
  return status === undefined
    ? say('trouble.no_answer', { waitedSeconds })
    : say('trouble.no_end_of_answer', { waitedSeconds });
}

function cutOff({ status, cause }: Told): Say {
  return status === undefined
    ? say('trouble.cut_before_answer', { cause })
    : say('trouble.cut_in_answer', { cause });
}

/**
 * The sentence for an answer of which `field` could not be read. Without a code, an HTTP error or an answer that is not
 * JSON does not come from Feishu's API.
 */
function unread({ status = 0, code, how, log_id: logId }: Told, field: string): Say {
  const isSuccess = status >= 200 && status < 300;
  if (code === undefined && !isSuccess) return say('trouble.other_http_status', { status });
  if (code === undefined && how === 'no_json') return say('trouble.page_as_answer');
  if (how === 'missing') return say('trouble.field_missing', { field, logId });
  if (how === 'incomplete') return say('trouble.records_missing', { field, logId });
  return say('trouble.field_wrong', { field, logId });
}

function broken(trouble: Told): Say {
  const { status, code, log_id: logId } = trouble;
  if (code === undefined) return say('trouble.http_failed', { status, logId });
  return code === 0
    ? say('trouble.contradiction', { status, logId })
    : say('trouble.call_failed', answerOf(trouble));
}

function answerOf({ code, status, message, log_id: logId }: Told) {
  return { code, status, message, logId };
}
