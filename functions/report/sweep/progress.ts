// Reads how far an open job has come, from the objects that are there: three or four requests, and for a job under way one
// more for every thousand batches.

import { abortMark } from '../../../shared/job/abort.ts';
import { approvedMark } from '../../../shared/job/approved.ts';
import { completeJson } from '../../../shared/job/complete.ts';
import { openJob, type OpenJob } from '../../../shared/job/open.ts';
import { outcomeLines } from '../../../shared/job/outcomes.ts';
import { planJson, type Plan } from '../../../shared/job/plan.ts';
import { reportJson } from '../../../shared/job/report.ts';
import { sentJson } from '../../../shared/job/sent.ts';
import type { ReportContext } from '../context.ts';

export interface JobProgress {
  readonly open: OpenJob;
  readonly openTag: string;
  readonly plan: Plan | undefined;
  /**
   * Epoch milliseconds at which `approved` was written; undefined where it is not there. The next two are the same for
   * sent.json and `abort`.
   */
  readonly approvedMs: number | undefined;
  readonly sentMs: number | undefined;
  readonly abortMs: number | undefined;
  readonly isComplete: boolean;
  readonly isReported: boolean;
  /**
   * True for a job under way (sent and not complete) of which every batch has its outcomes. False for any other job: its
   * outcomes are not counted.
   */
  readonly isCovered: boolean;
}

/** Undefined where the job has ended meanwhile, so that open/{job} is gone. */
export async function readProgress(context: ReportContext, job: string): Promise<JobProgress | undefined> {
  const { store } = context;
  const [opened, writtenMs, isReported] = await Promise.all([
    openJob.readTagged(store, { job }),
    store.timesIn(planJson.folder({ job })),
    reportJson.exists(store, { job }),
  ]);
  if (!opened) return undefined;
  const plan = writtenMs.has(planJson.key({ job })) ? await planJson.read(store, { job }) : undefined;
  const sentMs = writtenMs.get(sentJson.key({ job }));
  const isComplete = writtenMs.has(completeJson.key({ job }));
  const isUnderWay = sentMs !== undefined && !isComplete;
  return {
    open: opened.content,
    openTag: opened.tag,
    plan,
    approvedMs: writtenMs.get(approvedMark.key({ job })),
    sentMs,
    abortMs: writtenMs.get(abortMark.key({ job })),
    isComplete,
    isReported,
    isCovered: plan && isUnderWay ? (await outcomeLines.count(store, { job })) >= plan.batches.length : false,
  };
}
