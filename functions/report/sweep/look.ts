// Where an open job stands, by what is there: two to five requests, and one more for every thousand batches under way.

import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import * as v from 'valibot';

import { readJson } from '../../../shared/values/json.ts';
import {
  abortKey,
  approvedKey,
  completeKey,
  jobPrefix,
  outcomesPrefix,
  planKey,
  reportKey,
  sentKey,
} from '../../../shared/keys.ts';
import { planSchema, type Plan } from '../../../shared/job/plan.ts';
import type { ReportContext } from '../context.ts';
import { readOpenJob, type OpenJob } from './open-job.ts';

export interface JobProgress {
  readonly open: OpenJob;
  readonly openTag: string;
  readonly plan: Plan | undefined;
  /** When each was written. */
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
  const [opened, writtenMs, isReported] = await Promise.all([
    readOpenJob(context, job),
    whatIsThere(context, job),
    context.store.exists(reportKey(job, 'report.json')),
  ]);
  if (!opened) return undefined;
  const planText = writtenMs.has(planKey(job)) ? await context.store.read(planKey(job)) : undefined;
  const plan = planText === undefined ? undefined : v.parse(planSchema, readJson(planText));
  const sentMs = writtenMs.get(sentKey(job));
  const isComplete = writtenMs.has(completeKey(job));
  const underWay = plan && sentMs !== undefined && !isComplete;
  return {
    open: opened.open,
    openTag: opened.tag,
    plan,
    approvedMs: writtenMs.get(approvedKey(job)),
    sentMs,
    abortMs: writtenMs.get(abortKey(job)),
    isComplete,
    isReported,
    isCovered: underWay ? (await outcomesThere(context, job)) >= plan.batches.length : false,
  };
}

/** The job's own objects, not its parts, with the time of each. */
async function whatIsThere(
  { s3, settings }: ReportContext,
  job: string,
): Promise<ReadonlyMap<string, number>> {
  const list = { Bucket: settings.RECORDS_BUCKET, Prefix: jobPrefix(job), Delimiter: '/' };
  const { Contents = [] } = await s3.send(new ListObjectsV2Command(list));
  return new Map(Contents.map(({ Key = '', LastModified }) => [Key, LastModified?.getTime() ?? 0]));
}

async function outcomesThere({ store }: ReportContext, job: string): Promise<number> {
  let found = 0;
  for await (const keys of store.list(outcomesPrefix(job))) found += keys.length;
  return found;
}
