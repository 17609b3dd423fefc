// Finds the jobs that earlier runs left in the home (DIR/.payferry). Each object of the inbox is one, because a finished
// job's file is removed. Removals that were begun are finished first.

import { HeadObjectCommand } from '@aws-sdk/client-s3';

import { abortMark } from '../../../shared/job/abort.ts';
import { approvedMark } from '../../../shared/job/approved.ts';
import { outcomeLines } from '../../../shared/job/outcomes.ts';
import { planJson, type Plan } from '../../../shared/job/plan.ts';
import { createRecordsStore } from '../../../shared/aws/store.ts';
import { buckets } from '../../world/start.ts';
import { jobAt } from '../inbox/drop-file.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import { partsOfKey } from '../inbox/parcel.ts';
import { isReported } from '../watch/watch-job.ts';
import { forgetTheRest } from './forget-job.ts';

export interface OpenJob {
  readonly job: string;
  readonly key: string;
  readonly name: string;
  readonly folders: readonly string[];
  readonly bytes: number;
  /** Undefined: split has not written it, so nothing of the file was sent. */
  readonly plan: Plan | undefined;
  /** Number of batches that have outcomes. */
  readonly callsDone: number;
  readonly isApproved: boolean;
  readonly isAborted: boolean;
  readonly isReported: boolean;
}

export async function openJobs(payferry: LocalPayferry): Promise<readonly OpenJob[]> {
  await forgetTheRest(payferry);
  const inbox = createRecordsStore(payferry.world.s3, buckets.inbox);
  const jobs: OpenJob[] = [];
  for await (const keys of inbox.list('')) for (const key of keys) jobs.push(await openJob(payferry, key));
  return jobs;
}

async function openJob(payferry: LocalPayferry, key: string): Promise<OpenJob> {
  const { store, world } = payferry;
  const job = await jobAt(payferry, key);
  const [head, plan, approved, aborted, reported] = await Promise.all([
    world.s3.send(new HeadObjectCommand({ Bucket: buckets.inbox, Key: key })),
    planJson.read(store, { job }),
    approvedMark.exists(store, { job }),
    abortMark.exists(store, { job }),
    isReported(payferry, job),
  ]);
  return {
    job,
    key,
    ...partsOfKey(key),
    bytes: head.ContentLength ?? 0,
    plan,
    callsDone: plan ? await outcomeLines.count(store, { job }) : 0,
    isApproved: approved,
    isAborted: aborted,
    isReported: reported,
  };
}
