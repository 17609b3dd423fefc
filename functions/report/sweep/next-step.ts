// Decides what the sweeper does with an open job, by its progress. Each step is harmless if the job goes on by itself in the
// same moment.

import { answers } from '../../../shared/job/approved.ts';
import type { ReportSettings } from '../settings.ts';
import { say, type Say } from '../../../shared/words/say.ts';
import type { JobProgress } from './progress.ts';

export type Step =
  | { readonly kind: 'leave' }
  | { readonly kind: 'wait_for_approval' }
  /** The report is there, and only open/{job} is still to be removed. */
  | { readonly kind: 'forget' }
  | { readonly kind: 'report' }
  | { readonly kind: 'split_again' }
  | { readonly kind: 'give_up' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'expire' }
  | { readonly kind: 'complete'; readonly reason?: Say };

/** How often the sweeper starts a job again that has no plan, before it gives the job up. */
export const mostTries = 3;

const leave: Step = { kind: 'leave' };

export function nextStep(seen: JobProgress, nowMs: number, settings: ReportSettings): Step {
  const { open, plan, sentMs, abortMs } = seen;
  const isOver = (sinceMs: number, waitMs = settings.SWEEP_AFTER_MS) => nowMs - sinceMs >= waitMs;

  if (seen.isReported) return { kind: 'forget' };
  if (!plan) {
    if (!isOver(Date.parse(open.tried_at ?? open.opened_at))) return leave;
    return { kind: open.tries < mostTries ? 'split_again' : 'give_up' };
  }
  if (seen.isComplete) return { kind: 'report' };

  const plannedMs = Date.parse(plan.planned_at);
  const isApproved = seen.approvedMs !== undefined && answers(seen.approvedMs, plan);
  if (plan.state === 'await_approval' && !isApproved) {
    if (abortMs !== undefined) return { kind: 'complete' };
    const isExpired = isOver(plannedMs, settings.APPROVAL_PATIENCE_MS);
    return { kind: isExpired ? 'expire' : 'wait_for_approval' };
  }
  // After an `abort` deliver ends the calls in flight, looks up what is in doubt and completes the job. Where it has not for
  // SWEEP_AFTER_MS, the sweeper does.
  if (abortMs !== undefined && !seen.isCovered) return isOver(abortMs) ? { kind: 'complete' } : leave;
  if (sentMs === undefined) {
    return isOver(Math.max(plannedMs, seen.approvedMs ?? 0)) ? { kind: 'resume' } : leave;
  }
  if (seen.isCovered) return { kind: 'complete' };
  const { PATIENCE_MS, SWEEP_AFTER_MS } = settings;
  if (!isOver(sentMs, PATIENCE_MS + SWEEP_AFTER_MS)) return leave;
  return { kind: 'complete', reason: say('job.out_of_patience', { ms: PATIENCE_MS }) };
}
