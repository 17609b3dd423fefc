// How far an open job has come, by the objects that are there: two to five requests, and one more for every thousand batches of a
// job under way.

import { ListObjectsV2Command } from '@aws-sdk/client-s3';

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
  /** Epoch milliseconds at which the object was written; undefined where it is not there. The same for the next two. */
  readonly approvedMs: number | undefined;
  readonly sentMs: number | undefined;
  readonly abortMs: number | undefined;
  readonly isComplete: boolean;
  readonly isReported: boolean;
  /** Every batch of the plan has its outcomes. */
  readonly isCovered: boolean;
}

/** Undefined where the job has ended meanwhile. */
export async function readProgress(context: ReportContext, job: string): Promise<JobProgress | undefined> {
  const { store } = context;
  const [opened, writtenMs, isReported] = await Promise.all([
    openJob.readTagged(store, { job }),
    timesOfObjects(context, job),
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

/** Of the objects in the job's own folder, without those in folders of it. */
async function timesOfObjects(
  { s3, settings }: ReportContext,
  job: string,
): Promise<ReadonlyMap<string, number>> {
  const list = { Bucket: settings.RECORDS_BUCKET, Prefix: planJson.folder({ job }), Delimiter: '/' };
  const { Contents = [] } = await s3.send(new ListObjectsV2Command(list));
  return new Map(Contents.map(({ Key = '', LastModified }) => [Key, LastModified?.getTime() ?? 0]));
}
