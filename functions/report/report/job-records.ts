// Every record of a job with what became of it, in the order of the file, in the memory of a few batches.

import { linesOf, readBatchLine, readRejectedLine, type Place } from '../../../shared/job/batch.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { outcomesKey } from '../../../shared/keys.ts';
import { readOutcomes, type Outcome } from '../../../shared/job/outcomes.ts';
import type { Plan, PlanPart } from '../../../shared/job/plan.ts';
import { prefetch } from '../../../shared/prefetch.ts';
import type { Journal } from '../../../shared/job/journal.ts';
import { PlainError } from '../../../shared/plain-error.ts';
import { readCallBook } from '../call-book.ts';
import { closeBatch } from './close-batch.ts';
import type { ReportContext } from '../context.ts';
import { inRowOrder, type Part } from './in-row-order.ts';
import { isForSending, type JobEnd } from './job-end.ts';
import { unclearBefore } from './unclear-before.ts';

export interface Reported {
  readonly line: Place & { readonly record?: JsonObject | undefined };
  readonly outcome: Pick<Outcome, 'status' | 'code' | 'message' | 'id'>;
}

const notMeant: Reported['outcome'] = { status: 'unsent', code: 0, message: '' };
/** deliver writes an outcome for every record; if it has not, nobody may take the record for paid or unpaid. */
const forgotten: Reported['outcome'] = {
  status: 'unknown',
  code: 0,
  message: 'nobody wrote down what became of it: look it up in Feishu',
};

export function recordsOfJob(
  context: ReportContext,
  end: JobEnd,
  onJournal: (journal: Journal) => void,
): AsyncGenerator<Reported> {
  const { batches, rejected, header } = end.plan;
  return inRowOrder([
    prefetch(batches.length, (index) => batchPart(context, end, index, onJournal)),
    prefetch(rejected.length, (index) => rejectedPart(context, rejected[index], header)),
  ]);
}

async function batchPart(
  context: ReportContext,
  end: JobEnd,
  index: number,
  onJournal: (journal: Journal) => void,
): Promise<Part<Reported>> {
  const { job, batches } = end.plan;
  if (!isForSending(end.plan)) {
    const texts = await linesOfPart(context, batches[index]);
    return lazily(texts, (text) => ({ line: readBatchLine(text), outcome: notMeant }));
  }
  const [texts, journal, written] = await Promise.all([
    linesOfPart(context, batches[index]),
    readCallBook(context.store, job, index),
    context.store.read(outcomesKey(job, index)),
  ]);
  if (journal) onJournal(journal);
  const outcomes =
    written === undefined
      ? await closeBatch(context, end, index, texts.map(readBatchLine), journal)
      : readOutcomes(written);
  const byRow = new Map(outcomes.map((outcome) => [outcome.row, outcome]));
  return lazily(texts, (text) => {
    const line = readBatchLine(text);
    return { line, outcome: byRow.get(line.row) ?? forgotten };
  });
}

async function rejectedPart(
  context: ReportContext,
  part: PlanPart | undefined,
  header: Plan['header'],
): Promise<Part<Reported>> {
  return lazily(await linesOfPart(context, part), (text) => {
    const line = readRejectedLine(text);
    const status = unclearBefore(line, header) ?? 'rejected';
    return { line, outcome: { status, code: line.code, message: line.message } };
  });
}

async function linesOfPart({ store }: ReportContext, part: PlanPart | undefined): Promise<readonly string[]> {
  const text = part && (await store.read(part.key));
  if (text === undefined)
    throw new PlainError(`the plan names ${part?.key ?? 'a part'}, and it is not there`);
  return linesOf(text);
}

/** A part waits as text: read, it takes several times as much. */
function* lazily(texts: readonly string[], read: (text: string) => Reported): Generator<Reported> {
  for (const text of texts) yield read(text);
}
