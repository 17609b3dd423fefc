// How a job ended: its plan, and why it is over. From complete.json on all of this stands still, so that two runs of the
// report tell the same.

import * as v from 'valibot';

import { isJsonObject, readJson } from '../../../shared/values/json.ts';
import { abortKey, completeKey, openKey, planKey } from '../../../shared/keys.ts';
import { fileOfStatus, type Status } from '../../../shared/job/outcomes.ts';
import { planSchema, type Plan } from '../../../shared/job/plan.ts';
import type { Report } from '../../../shared/job/report.ts';
import type { ReportContext } from '../context.ts';

export interface JobEnd {
  readonly plan: Plan;
  readonly abort: { readonly isByDeliver: boolean; readonly reason: string } | undefined;
  /** Why the sweeper closed it. */
  readonly givenUp: string | undefined;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** Undefined while the job is not complete. */
export async function readJobEnd({ store, clock }: ReportContext, job: string): Promise<JobEnd | undefined> {
  const [complete, plan, abort, open] = await Promise.all([
    store.read(completeKey(job)),
    store.read(planKey(job)),
    store.read(abortKey(job)),
    store.read(openKey(job)),
  ]);
  if (complete === undefined || plan === undefined) return undefined;
  const planned = v.parse(planSchema, readJson(plan));
  return {
    plan: planned,
    abort: abort === undefined ? undefined : readAbort(abort),
    givenUp: textOf(complete, 'reason'),
    startedAt: textOf(open ?? '', 'opened_at') ?? planned.planned_at,
    finishedAt: textOf(complete, 'completed_at') ?? new Date(clock.now()).toISOString(),
  };
}

/** A person may put anything there, or nothing. */
function readAbort(text: string): JobEnd['abort'] {
  return {
    isByDeliver: textOf(text, 'by') === 'deliver',
    reason: textOf(text, 'reason') ?? 'a person stopped the job',
  };
}

function textOf(text: string, field: string): string | undefined {
  const value = readJson(text);
  const found = isJsonObject(value) ? value[field] : undefined;
  return typeof found === 'string' ? found : undefined;
}

export function stateOf(
  { plan, abort, givenUp }: JobEnd,
  statuses: ReadonlySet<Status>,
): Pick<Report, 'state' | 'reason'> {
  if (plan.state === 'rejected') return { state: 'rejected', reason: plan.reason };
  if (plan.state === 'dry_run') return { state: 'dry_run' };
  if (abort?.isByDeliver) return { state: 'stopped', reason: abort.reason };
  // Of a job that was done before anybody noticed, nothing was stopped.
  const isUndone = statuses.has('unsent') || statuses.has('unknown');
  if (abort && isUndone) return { state: 'aborted', reason: abort.reason };
  const isFaulty = [...statuses].some((status) => fileOfStatus[status] !== 'succeeded');
  return { state: isFaulty ? 'complete_with_errors' : 'complete', reason: givenUp };
}

/** Of a file that was refused whole, or only judged, the good records are counted but listed nowhere. */
export function isForSending({ state }: Plan): boolean {
  return state === 'send' || state === 'await_approval';
}
