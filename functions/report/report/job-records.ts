// Yields every batched or rejected record of a job with what became of it, in the order of the file, in the memory of a few
// batches.

import { PlainError } from '../../../shared/errors.ts';
import { readBatchLine, type RowPlace } from '../../../shared/job/batch.ts';
import { journalJson, type Journal } from '../../../shared/job/journal.ts';
import { outcomeLines, readOutcomes, type Outcome } from '../../../shared/job/outcomes.ts';
import type { Plan, PlanPart } from '../../../shared/job/plan.ts';
import { readRejectedLine } from '../../../shared/job/rejected.ts';
import { prefetch } from '../../../shared/prefetch.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { linesIn } from '../../../shared/values/ndjson.ts';
import { say } from '../../../shared/words/say.ts';
import type { ReportContext } from '../context.ts';
import { closeBatch } from './close-batch.ts';
import { inRowOrder, type Part } from './in-row-order.ts';
import { isForSending, type JobEnd } from './job-end.ts';
import { unclearBefore } from './unclear-before.ts';

export interface Reported {
  readonly line: RowPlace & { readonly record?: JsonObject | undefined };
  readonly outcome: Pick<Outcome, 'status' | 'code' | 'message' | 'id'>;
}

/** What became of a good record in a file that was rejected whole or was a dry run. */
const notMeant: Reported['outcome'] = { status: 'unsent', code: 0, message: '' };
/** What became of a record that its batch's outcomes leave out, which should not happen. It may be paid or not. */
const forgotten: Reported['outcome'] = {
  status: 'unknown',
  code: 0,
  message: say('outcome.not_written_down'),
};

/**
 * How many batches are read ahead. S3 answers each of a batch's three reads in 15 to 40 ms, in which the report takes the records of
 * four or more batches. With its outcomes a batch takes up to some 10 MB of memory.
 */
const batchesAhead = 12;

export function recordsOfJob(
  context: ReportContext,
  end: JobEnd,
  onJournal: (journal: Journal) => void,
): AsyncGenerator<Reported> {
  const { batches, rejected, header } = end.plan;
  return inRowOrder([
    prefetch(batches.length, (index) => batchPart(context, end, index, onJournal), batchesAhead),
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
    journalJson.read(context.store, { job, batch: index }),
    context.store.read(outcomeLines.key({ job, batch: index })),
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
  return linesIn(text);
}

/** Parses each line when it is needed: parsed, a part takes several times the memory of its text. */
function* lazily(texts: readonly string[], read: (text: string) => Reported): Generator<Reported> {
  for (const text of texts) yield read(text);
}
