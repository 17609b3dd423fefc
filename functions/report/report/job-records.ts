// Every record of a job with what became of it, in the order of the file, in the memory of a few batches.

import { linesOf, readBatchLine, readRejectedLine, type Place } from '../../../shared/job/batch.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { outcomesKey } from '../../../shared/keys.ts';
import { readOutcomes, type Outcome } from '../../../shared/job/outcomes.ts';
import type { Plan, PlanPart } from '../../../shared/job/plan.ts';
import { ahead } from '../../../shared/prefetch.ts';
import type { CallBook } from '../../../shared/job/journal.ts';
import { PlainError } from '../../../shared/plain-error.ts';
import { readCallBook } from '../call-book.ts';
import { closeBatch } from './close-batch.ts';
import type { Ferry } from '../context.ts';
import { inRowOrder, type Part } from './in-row-order.ts';
import { wasMeantToBeSent, type JobEnd } from './job-end.ts';
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
  ferry: Ferry,
  end: JobEnd,
  onBook: (book: CallBook) => void,
): AsyncGenerator<Reported> {
  const { batches, rejected, header } = end.plan;
  return inRowOrder([
    ahead(batches.length, (index) => batchPart(ferry, end, index, onBook)),
    ahead(rejected.length, (index) => rejectedPart(ferry, rejected[index], header)),
  ]);
}

async function batchPart(
  ferry: Ferry,
  end: JobEnd,
  index: number,
  onBook: (book: CallBook) => void,
): Promise<Part<Reported>> {
  const { job, batches } = end.plan;
  if (!wasMeantToBeSent(end.plan)) {
    const texts = await linesOfPart(ferry, batches[index]);
    return lazily(texts, (text) => ({ line: readBatchLine(text), outcome: notMeant }));
  }
  const [texts, book, written] = await Promise.all([
    linesOfPart(ferry, batches[index]),
    readCallBook(ferry.store, job, index),
    ferry.store.read(outcomesKey(job, index)),
  ]);
  if (book) onBook(book);
  const outcomes =
    written === undefined
      ? await closeBatch(ferry, end, index, texts.map(readBatchLine), book)
      : readOutcomes(written);
  const byRow = new Map(outcomes.map((outcome) => [outcome.row, outcome]));
  return lazily(texts, (text) => {
    const line = readBatchLine(text);
    return { line, outcome: byRow.get(line.row) ?? forgotten };
  });
}

async function rejectedPart(
  ferry: Ferry,
  part: PlanPart | undefined,
  header: Plan['header'],
): Promise<Part<Reported>> {
  return lazily(await linesOfPart(ferry, part), (text) => {
    const line = readRejectedLine(text);
    const status = unclearBefore(line, header) ?? 'rejected';
    return { line, outcome: { status, code: line.code, message: line.message } };
  });
}

async function linesOfPart({ store }: Ferry, part: PlanPart | undefined): Promise<readonly string[]> {
  const text = part && (await store.read(part.key));
  if (text === undefined)
    throw new PlainError(`the plan names ${part?.key ?? 'a part'}, and it is not there`);
  return linesOf(text);
}

/** A part waits as text: read, it takes several times as much. */
function* lazily(texts: readonly string[], read: (text: string) => Reported): Generator<Reported> {
  for (const text of texts) yield read(text);
}
