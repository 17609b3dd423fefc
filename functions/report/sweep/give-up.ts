// Gives up a job that split could not plan in any of its tries: writes a rejected plan that says so, from which the report follows.

import { planJson, type Plan } from '../../../shared/job/plan.ts';
import { say } from '../../../shared/words/say.ts';
import type { ReportContext } from '../context.ts';
import { mostTries } from './next-step.ts';
import type { JobProgress } from './progress.ts';

/** False where split has written a plan meanwhile. */
export async function giveUp(
  { store, clock }: ReportContext,
  job: string,
  { open }: JobProgress,
): Promise<boolean> {
  const plan: Plan = {
    v: 2,
    job,
    source: open.source,
    operation: '',
    state: 'rejected',
    reason: say('job.never_planned', { tries: mostTries }),
    rows: 0,
    records: 0,
    rejected_records: 0,
    totals: { by_currency: {}, uncounted: 0 },
    batches: [],
    rejected: [],
    lanes: 1,
    first_lane: 0,
    base_url: '',
    app_id: '',
    planned_at: new Date(clock.now()).toISOString(),
  };
  return (await planJson.writeOnce(store, { job }, plan)) === 'written';
}
