// Closes a batch that has no outcomes when its job ends: what is known of its records becomes their outcomes. They are
// written once, in the form of deliver's. Where another writer was faster, its outcomes hold.

import { PlainError } from '../../../shared/errors.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import type { BatchLine } from '../../../shared/job/batch.ts';
import { vouchedFor, type Journal } from '../../../shared/job/journal.ts';
import { outcomeLines, readOutcomes, writeOutcomes, type Outcome } from '../../../shared/job/outcomes.ts';
import { isSurelyUnsent, neverSent } from '../../../shared/job/record-state.ts';
import { say, type Say } from '../../../shared/words/say.ts';
import type { ReportContext } from '../context.ts';
import type { JobEnd } from './job-end.ts';

export async function closeBatch(
  { store, operations, log }: ReportContext,
  end: JobEnd,
  index: number,
  lines: readonly BatchLine[],
  journal: Journal | undefined,
): Promise<readonly Outcome[]> {
  const { job } = end.plan;
  const operation = operations.find(({ name }) => name === end.plan.operation);
  const why = end.stop?.reason ?? end.givenUp ?? say('outcome.job_ended_before');
  const notSent = say('outcome.not_sent', { why });
  const outcomes = whatIsKnown(operation?.identity ?? 'unique_id', lines, journal, notSent);
  const key = outcomeLines.key({ job, batch: index });
  if ((await store.writeOnce(key, writeOutcomes(outcomes))) === 'written') {
    log('batch_closed', { job, batch: index, records: lines.length, called: journal !== undefined });
    return outcomes;
  }
  const written = await store.read(key);
  if (written === undefined) throw new PlainError(`${key} was there and is gone`);
  return readOutcomes(written);
}

/**
 * - Without a journal no record was sent: all are `unsent`.
 * - With a journal, settled records keep their outcome.
 * - Records that the journal lists as unsent are `unsent`, if they were never sent, or looked up since and surely not
 *   processed.
 * - The rest is `unknown`.
 */
function whatIsKnown(
  identity: WriteOperation['identity'],
  lines: readonly BatchLine[],
  journal: Journal | undefined,
  notSent: Say,
): readonly Outcome[] {
  return lines.map(({ row, rows, record }, place) => {
    const state = journal ? vouchedFor(journal, place)?.state : neverSent;
    if (state?.at === 'settled') return state.outcome;
    const named = record[identity];
    const outcome = { row, rows: [...rows], [identity]: typeof named === 'string' ? named : '', code: 0 };
    return state && isSurelyUnsent(state)
      ? { ...outcome, status: 'unsent', message: notSent }
      : { ...outcome, status: 'unknown', ...lastWords(journal, place) };
  });
}

/** What Feishu said last: of the record, where the journal vouches for it and knows something, else of the batch. */
function lastWords(journal: Journal | undefined, place: number): Pick<Outcome, 'code' | 'message'> {
  const own = journal && vouchedFor(journal, place)?.last;
  const isSomething = own && (own.code !== 0 || own.field !== undefined || own.log_id !== undefined);
  const { code = 0, message = '', log_id, field } = (isSomething ? own : journal?.trouble) ?? {};
  return { code, message: say('outcome.sent_and_lost', { last: { code, message, log_id, field } }) };
}
