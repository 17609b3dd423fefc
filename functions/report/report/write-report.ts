// Writes the report of a job that is complete: its files, then report.json, once; then open/{job} is removed. Wherever an
// invocation dies, a repeat ends the same.

import { awaitingApprovalJson } from '../../../shared/job/awaiting-approval.ts';
import { makerJson } from '../../../shared/job/maker.ts';
import { openJob } from '../../../shared/job/open.ts';
import { reportJson, type Report } from '../../../shared/job/report.ts';
import { tellHold, tellTable } from '../../../shared/job/tell-table.ts';
import { tell } from '../../../shared/words/render.ts';
import type { ReportContext } from '../context.ts';
import { ReportFiles } from '../files/report-files.ts';
import { readJobEnd, stateOf, isForSending, type JobEnd } from './job-end.ts';
import { recordsOfJob } from './job-records.ts';
import { ReportSums } from './sums.ts';

export async function report(context: ReportContext, job: string): Promise<void> {
  const { store, log } = context;
  if (!(await reportJson.exists(store, { job }))) {
    const end = await readJobEnd(context, job);
    if (!end) return log('not_complete', { job });
    const written = await reportOf(context, end);
    if ((await reportJson.writeOnce(store, { job }, written)) === 'written') logReport(context, written);
  }
  await awaitingApprovalJson.remove(store, { job });
  await openJob.remove(store, { job });
}

async function reportOf(context: ReportContext, end: JobEnd): Promise<Report> {
  const { plan } = end;
  const sums = new ReportSums(context.operations.find(({ name }) => name === plan.operation));
  const language = plan.options?.language ?? context.settings.LANGUAGE;
  const files = new ReportFiles(context, plan, language);
  try {
    for await (const reported of recordsOfJob(context, end, (journal) => sums.takeJournal(journal))) {
      sums.count(reported);
      if (isForSending(plan) || reported.outcome.status !== 'unsent') await files.add(reported);
    }
    const names = await files.end();
    const { state, reason } = stateOf(end, sums.statuses());
    const { mismatch, notes, ...numbers } = sums.toReport(plan);
    const [hold, table] = [tellHold(plan, language), tellTable(plan, language)];
    const maker = await makerJson.read(context.store, { job: plan.job });
    return {
      v: 2,
      job: plan.job,
      operation: plan.operation,
      source: plan.source,
      maker: maker && { by: maker.by, principal: maker.principal },
      state,
      reason: reason === undefined ? undefined : tell(reason, language),
      ...(hold.length > 0 ? { hold } : {}),
      ...(table ? { table } : {}),
      ...numbers,
      ...(mismatch.length > 0 ? { mismatch: mismatch.map((one) => tell(one, language)) } : {}),
      ...(notes.length > 0 ? { notes: notes.map((one) => tell(one, language)) } : {}),
      files: names,
      started_at: end.startedAt,
      finished_at: end.finishedAt,
    };
  } catch (error) {
    await files.abandon();
    throw error;
  }
}

/** Logs and counts numbers, and no amount or message: the report itself says what a mismatch is about. */
function logReport(
  { log, metrics }: ReportContext,
  { job, operation, state, records, mismatch, ...written }: Report,
): void {
  const { calls, throttled, by_status } = written;
  log('reported', { job, operation, state, records, calls, throttled, ...by_status });
  metrics.count('reports', 1, { state });
  for (const [status, count] of Object.entries(by_status)) metrics.count('reported', count, { status });
  if (!mismatch) return;
  log('totals_mismatch', { job, mismatches: mismatch.length });
  metrics.count('totals_mismatch', 1);
}
