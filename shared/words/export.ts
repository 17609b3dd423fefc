// What is said of exports: faults of their messages, why a run reads everything or was given up, and what a snapshot can be
// trusted for.

import type { Sentences } from './sentences.ts';
import { show, showName } from './show.ts';

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

/** A condition of every guarantee that Payferry cannot make sure of. */
const asFarAsFeishu =
  'All this as far as every record has a time of creation and of its last change, and page tokens keep their place while others write, which Feishu does not promise.';

export const exportSentences = {
  no_object: () => 'the message is no JSON object',
  field_unknown: ({ field, meant }: { field: string; meant: string | undefined }) =>
    `nobody knows the field ${showName(field)}${meant === undefined ? '' : `, is it ${meant}?`}`,
  field_absent: ({ field }: { field: string }) => `${field} is absent, and has to be there`,
  field_wrong: ({ field, value, expected }: { field: string; value: unknown; expected: string }) =>
    `${field} is ${show(value)}, expected ${expected}`,

  nothing_before: ({ dataset }: { dataset: string }) =>
    `no run of ${dataset} is complete: there is nothing to go on from`,
  other_selection: ({ dataset }: { dataset: string }) =>
    `the last run of ${dataset} had another resource, other filters, another format, another user_id_type or another app`,
  full_run_gone: ({ dataset }: { dataset: string }) =>
    `the full run of ${dataset} that changes belong to is not kept any more`,

  clocks_differ: ({ feishuAheadMs }: { feishuAheadMs: number }) => {
    const minutes = Math.round(Math.abs(feishuAheadMs) / 60_000);
    const [ahead, behind] = feishuAheadMs > 0 ? ["Feishu's clock", 'ours'] : ['our clock', "Feishu's"];
    return [
      `${ahead} is about ${minutes} minutes ahead of ${behind}, so one of them is wrong.`,
      'The run has taken its bounds from the clock of Feishu: since and bookmark are times of it, as create_time and modify_time are.',
      'started_at, read_at, published_at and the day of the run (dt) are times of our clock.',
    ].join(' ');
  },

  page_again: ({ list, page, earlier, shown, records, logId }: PageAgain) =>
    [
      `Feishu gave a page again under another page token: page ${page} of ${list} shows page ${earlier} again, ${shown} of its ${records} records came before${logId === undefined ? '' : ` (log id ${logId})`}.`,
      'Records may be missing, so nothing is published, and the bookmark stays where it is.',
      'The next run reads from there; a message with another scheduled_at asks for one now.',
      'Many records that were written meanwhile may move so too: then another time of day helps.',
      "If the run fails in the same way again, it is for Feishu's support to mend, which asks for the log id.",
    ].join(' '),

  other_feishu: () =>
    'the run was begun with another FEISHU_BASE_URL or FEISHU_APP_ID than the settings have now',
  /** `trouble` is empty, or a sentence of `last_trouble`. */
  out_of_patience: ({ trouble }: { trouble: string }) =>
    `the run was not done within PATIENCE_MS of its beginning${trouble}`,
  last_trouble: ({ at, facts }: { at: string; facts: readonly string[] }) =>
    `; its last trouble, at ${at}: ${facts.join(', ')}`,

  guarantee_of_full: () =>
    [
      'Every record that the filters match and that was not changed while the run went on (started_at to read_at) stands in it exactly once.',
      'A record that was created or changed meanwhile stands in it at most once, in a state that it had.',
      'A record that was removed meanwhile may stand in it or not.',
      asFarAsFeishu,
    ].join(' '),
  guarantee_of_changes: () =>
    [
      'Every record that the filters match and that was created or changed between since and bookmark, and not again while the run went on, stands in it exactly once, in its newest state.',
      'A record that was changed while the run went on stands in it at most once, in a state that it had; the next run of changes reads it again.',
      'Removals cannot show in changes, nor can records that the filters do not match any more: a full run is needed now and then.',
      asFarAsFeishu,
    ].join(' '),
} satisfies Sentences;
