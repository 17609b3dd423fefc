// How a job ended: its plan, and why it is over. Once complete.json is there, hardly anything of this changes: only a late
// `abort` can come, and the start is not known any more once the report has removed open/{job}.

import { abortMark } from '../../../shared/job/abort.ts';
import { completeJson } from '../../../shared/job/complete.ts';
import { openJob } from '../../../shared/job/open.ts';
import { statuses as meanings, type Status } from '../../../shared/job/outcomes.ts';
import { planJson, type Plan } from '../../../shared/job/plan.ts';
import type { Report } from '../../../shared/job/report.ts';
import { say, type Say } from '../../../shared/words/say.ts';
import type { ReportContext } from '../context.ts';

export interface JobEnd {
  readonly plan: Plan;
  /** What `abort` says; undefined where there is none. */
  readonly stop: { readonly isByDeliver: boolean; readonly reason: Say | string } | undefined;
  /** Why the sweeper gave the job up; undefined where it did not. */
  readonly givenUp: Say | undefined;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** Undefined while the job is not complete or has no plan. */
export async function readJobEnd({ store }: ReportContext, job: string): Promise<JobEnd | undefined> {
  const [complete, plan, abort, open] = await Promise.all([
    completeJson.read(store, { job }),
    planJson.read(store, { job }),
    abortMark.read(store, { job }),
    openJob.read(store, { job }),
  ]);
  if (!complete || !plan) return undefined;
  return {
    plan,
    stop: abort && {
      isByDeliver: abort.by === 'deliver',
      reason: abort.reason ?? say('job.a_person_stopped'),
    },
    givenUp: complete.reason,
    startedAt: open?.opened_at ?? plan.planned_at,
    finishedAt: complete.completed_at,
  };
}

export function stateOf(
  { plan, stop, givenUp }: JobEnd,
  statuses: ReadonlySet<Status>,
): { readonly state: Report['state']; readonly reason?: Say | string | undefined } {
  if (plan.state === 'rejected') return { state: 'rejected', reason: plan.reason };
  if (plan.state === 'dry_run') return { state: 'dry_run' };
  if (stop?.isByDeliver) return { state: 'stopped', reason: stop.reason };
  // Where no record is unsent or unknown, an `abort` came too late and stopped nothing.
  const isUndone = statuses.has('unsent') || statuses.has('unknown');
  if (stop && isUndone) return { state: 'aborted', reason: stop.reason };
  const isFaulty = [...statuses].some((status) => meanings[status].file !== 'succeeded');
  return { state: isFaulty ? 'complete_with_errors' : 'complete', reason: givenUp };
}

/** False for a file that was rejected whole, and for a dry run: the report counts the good records and lists them nowhere. */
export function isForSending({ state }: Plan): boolean {
  return state === 'send' || state === 'await_approval';
}
