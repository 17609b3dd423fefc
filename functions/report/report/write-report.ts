// The report of a job that is complete. The order of the writes is the point: the three files, then report.json, once,
// then the job is open no more. Whatever dies in between, a repeat writes the same files again.

import { awaitingApprovalKey, openKey, reportKey } from '../../../shared/keys.ts';
import { json } from '../../../shared/aws/store.ts';
import type { Report } from '../../../shared/job/report.ts';
import type { Ferry } from '../context.ts';
import { ReportFiles } from '../files/report-files.ts';
import { readJobEnd, stateOf, wasMeantToBeSent, type JobEnd } from './job-end.ts';
import { recordsOfJob } from './job-records.ts';
import { Tally } from './sums.ts';

export async function report(ferry: Ferry, job: string): Promise<void> {
  const { store, log } = ferry;
  const key = reportKey(job, 'report.json');
  if (!(await store.exists(key))) {
    const end = await readJobEnd(ferry, job);
    if (!end) return log('not_complete', { job });
    const written = await reportOf(ferry, end);
    if ((await store.writeOnce(key, json(written))) === 'written') tell(ferry, written);
  }
  await store.remove(awaitingApprovalKey(job));
  await store.remove(openKey(job));
}

async function reportOf(ferry: Ferry, end: JobEnd): Promise<Report> {
  const { plan } = end;
  const tally = new Tally(ferry.operations.find(({ name }) => name === plan.operation));
  const files = new ReportFiles(ferry, plan);
  try {
    for await (const reported of recordsOfJob(ferry, end, (book) => tally.countCalls(book))) {
      tally.count(reported);
      if (wasMeantToBeSent(plan) || reported.outcome.status !== 'unsent') await files.add(reported);
    }
    const names = await files.end();
    return {
      v: 1,
      job: plan.job,
      operation: plan.operation,
      source: plan.source,
      ...stateOf(end, tally.statuses()),
      ...tally.toReport(plan),
      files: names,
      started_at: end.startedAt,
      finished_at: end.finishedAt,
    };
  } catch (error) {
    await files.abandon();
    throw error;
  }
}

/** Numbers only: what a mismatch is about stands in the report. */
function tell(
  { log, metrics }: Ferry,
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
