// What became of a record, as its row in the report says it: sentences of deliver, and of report for a batch that deliver never
// finished.

import type { Sentences } from './sentences.ts';

const whyNotLookedUp = {
  refused: 'Feishu refuses to look the record up',
  no_scope: 'the app may not look it up',
} as const;
export type WhyNotLookedUp = keyof typeof whyNotLookedUp;

const whyUnchecked = {
  ...whyNotLookedUp,
  hidden: 'fields that tell it from another payment are hidden from the app',
} as const;
/** `not_shown`: Feishu names the conflict, and shows no such record. It keeps the unique_id of a removed one. */
export type WhyUnchecked = keyof typeof whyUnchecked | 'not_shown';

export const outcomeSentences = {
  exists_already: () => 'a record with this unique_id is there already',
  exists_unchecked: ({ why }: { why: WhyUnchecked }) =>
    why === 'not_shown'
      ? 'Feishu says that this unique_id is used, and shows no record with it: perhaps the record was removed. ' +
        'Look in Feishu; if it was not paid, send it with another unique_id'
      : `a record with this unique_id is there already, and ${whyUnchecked[why]}: look in Feishu whether it is the same payment`,
  done_as_far_as_shown: () =>
    'the record is as it was to become, as far as Feishu shows it, and was not sent: it might add a detail a second time. ' +
    'Look in Feishu what is missing',
  refused_after_doubt: ({ why, last }: NotLookedUp) =>
    `an earlier call that carried it was not answered, and ${whyNotLookedUp[why]}; of a later one: ${whatWasSaid(last)}`,
  age_unknown: () =>
    'Feishu holds it as it was sent, and shows no time of its creation that can be read: it may have been there before this job',
  created_unseen: () =>
    'no answer came to the call; Feishu holds it as it was sent, created since: by this job, or by another that sent the same meanwhile',
  updated_unseen: () =>
    'no answer came to the call; the record is as it was to become: changed by this job, or by another that sent the same meanwhile',
  removed_unseen: () =>
    'no answer came to the call; it was there before and is not any more: removed by this job, or by another meanwhile',
  was_not_there: () => 'there was no such record before this job',
  neither_before_nor_after: () => 'the record is neither as it was nor as it was to become',
  gone_perhaps_before: () => 'it is not there, and whether it was before this job is not known',

  broke_and_is_absent: ({ calls }: { calls: number }) => `${broke(calls)}, and does not hold it`,
  broke_and_is_not_updated: ({ calls }: { calls: number }) =>
    `${broke(calls)}, and the record is not as it was to become`,
  broke_and_is_still_there: ({ calls }: { calls: number }) =>
    `${broke(calls)}, and the record is still there`,

  no_answer_no_look: ({ why, last }: NotLookedUp) => `${whatWasSaid(last)}, and ${whyNotLookedUp[why]}`,
  no_answer_no_look_stopped: ({ why, last }: NotLookedUp) =>
    `${whatWasSaid(last)}, ${whyNotLookedUp[why]}, and the job was stopped`,
  stopped_before_sent: () => 'the job was stopped before this record was sent',

  /** All three texts are Feishu's. `field` and `description` tell what the call was refused for. */
  refused_for: ({ message, field, description }: RefusedFor) => {
    const told = [field, description].filter((text) => text !== undefined && text !== '');
    return told.length === 0 ? message : `${message}: ${told.join(', ')}`;
  },

  not_sent: ({ why }: { why: string }) => `not sent: ${why}`,
  job_ended_before: () => 'the job ended before its turn',
  sent_and_lost: ({ last }: { last: Said }) =>
    `it was sent, ${whatWasSaid(last)}, and what became of it could not be found out: ` +
    'look it up in Feishu before sending it again',
  not_written_down: () => 'nobody wrote down what became of it: look it up in Feishu',
  rest_in_first_row: ({ begins, firstRow }: { begins: string; firstRow: number }) =>
    `${begins}… (all of it in row ${firstRow})`,
} satisfies Sentences;

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

function whatWasSaid({ code, message, log_id: logId, field }: Said): string {
  const log = logId === undefined ? '' : ` (log id ${logId})`;
  if (field !== undefined) return `the answer could not be read at ${field}${log}`;
  if (code === 0) return `no answer to the call could be used${log}`;
  return `Feishu answered with ${code}${message === '' ? '' : ` "${message}"`}${log}`;
}

interface RefusedFor {
  readonly message: string;
  readonly field: string | undefined;
  readonly description: string | undefined;
}

function broke(calls: number): string {
  return `Feishu broke off ${calls} calls that carried this record alone`;
}
