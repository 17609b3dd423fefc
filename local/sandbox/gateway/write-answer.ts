// Writes the answer of a call: the true one, one that a fault has spoilt, or none.

import type { CodeMeaning } from '../endpoints.ts';
import { refusalText } from '../envelope.ts';
import type { LoggedCall } from './call-log.ts';
import type { Time } from './clock.ts';
import type { Spoil } from './fault-table.ts';
import type { Line } from './line.ts';
import { cutMidAnswer, drip, respond, type Answer } from './wire.ts';

/** `truth` undefined: the call was not processed, so no true answer exists. */
export async function writeAnswer(
  line: Line,
  log: LoggedCall,
  truth: Answer | undefined,
  spoil: Spoil | undefined,
  serverError: CodeMeaning,
  slowBodyMs: number,
  time: Time,
): Promise<void> {
  if (spoil === 'no_answer') return;
  if (spoil === 'cut') {
    line.cut();
    return;
  }
  const answer = brokenAnswer(spoil, serverError, log.log_id) ?? truth;
  if (!answer) throw new Error(`the fault ${spoil} leaves a call without an answer`);
  log.status = answer.status;
  log.code = answer.code;
  log.answered_ms = time.nowMs();
  if (spoil === 'cut_mid_answer') cutMidAnswer(line, log.log_id, answer);
  else if (spoil === 'slow_body') await drip(line, log.log_id, answer, slowBodyMs, time);
  else respond(line, log.log_id, answer);
}

const page = (status: number, title: string): Answer => ({
  status,
  type: 'html',
  code: null,
  body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
});

function brokenAnswer(spoil: Spoil | undefined, serverError: CodeMeaning, logId: string): Answer | undefined {
  if (spoil === 'html_502') return page(502, '502 Bad Gateway');
  if (spoil === 'html_200') return page(200, 'Please sign in to this network');
  const meanings: Partial<Record<Spoil, CodeMeaning>> = {
    server_error: serverError,
    busy: { status: 500, code: 2200, msg: 'internal error, please try again later' },
    unknown_code: { status: 400, code: 2299999, msg: 'a code that stands on no page' },
  };
  const meaning = spoil && meanings[spoil];
  if (!meaning) return undefined;
  return { ...meaning, type: 'json', body: refusalText(meaning, logId) };
}
