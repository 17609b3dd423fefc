// A job that split could not plan, however often it was tried, gets a plan that says so: its report follows.

import { planKey } from '../../../shared/keys.ts';
import type { Plan } from '../../../shared/job/plan.ts';
import { json } from '../../../shared/aws/store.ts';
import type { ReportContext } from '../context.ts';
import type { JobProgress } from './look.ts';
import { mostTries } from './next-step.ts';

/** False where split has planned it in the last moment. */
export async function giveUp(
  { store, clock }: ReportContext,
  job: string,
  { open }: JobProgress,
): Promise<boolean> {
  const plan: Plan = {
    v: 1,
    job,
    source: open.source,
    operation: '',
    state: 'rejected',
    reason: `it could not be read, and ${mostTries} more tries came to no end either; nothing was sent. Drop it again, in several files if it is large`,
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
  return (await store.writeOnce(planKey(job), json(plan))) === 'written';
}
