// A job ends, and a batch has no outcomes: what is known of its records becomes their outcomes. They are written like
// deliver's, once, so that whatever comes later cannot tell otherwise.

import type { BatchLine } from '../../../shared/job/batch.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { outcomesKey } from '../../../shared/keys.ts';
import { readOutcomes, type Outcome } from '../../../shared/job/outcomes.ts';
import type { Journal } from '../../../shared/job/journal.ts';
import { PlainError } from '../../../shared/plain-error.ts';
import type { ReportContext } from '../context.ts';
import type { JobEnd } from './job-end.ts';

const lost =
  'it was sent, and what became of it could not be found out: look it up in Feishu before sending it again';

export async function closeBatch(
  { store, operations, log }: ReportContext,
  end: JobEnd,
  index: number,
  lines: readonly BatchLine[],
  journal: Journal | undefined,
): Promise<readonly Outcome[]> {
  const { job } = end.plan;
  const operation = operations.find(({ name }) => name === end.plan.operation);
  const why = end.abort?.reason ?? end.givenUp ?? 'the job ended before its turn';
  const outcomes = whatIsKnown(operation?.identity ?? 'unique_id', lines, journal, `not sent: ${why}`);
  const key = outcomesKey(job, index);
  const text = outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join('');
  if ((await store.writeOnce(key, text)) === 'written') {
    log('batch_closed', { job, batch: index, records: lines.length, called: journal !== undefined });
    return outcomes;
  }
  const written = await store.read(key);
  if (written === undefined) throw new PlainError(`${key} was there and is gone`);
  return readOutcomes(written);
}

/** A batch without a call book was never sent. In one with a book only what the book says is surely unsent is so. */
function whatIsKnown(
  identity: WriteOperation['identity'],
  lines: readonly BatchLine[],
  journal: Journal | undefined,
  notSent: string,
): readonly Outcome[] {
  const settled = new Map(journal?.settled.map((outcome) => [outcome.row, outcome]));
  const leftUnsent = new Set(
    journal?.left
      ?.filter(({ state, attempted, seen_unprocessed: seen }) => state === 'unsent' && (!attempted || seen))
      .map(({ name }) => name),
  );
  return lines.map(({ row, rows, record }) => {
    const named = record[identity];
    const name = typeof named === 'string' ? named : '';
    const outcome = { row, rows: [...rows], [identity]: name, code: 0 };
    const isUnsent = journal === undefined || leftUnsent.has(name);
    return (
      settled.get(row) ??
      (isUnsent
        ? { ...outcome, status: 'unsent', message: notSent }
        : { ...outcome, status: 'unknown', message: lost })
    );
  });
}
