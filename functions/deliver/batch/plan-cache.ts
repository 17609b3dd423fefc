// Keeps the plans of the last few jobs in the memory of a Lambda environment. Each batch of a job needs its plan, which never
// changes once it is written.

import type { RecordsStore } from '../../../shared/aws/store.ts';
import { planJson, type Plan } from '../../../shared/job/plan.ts';

export interface PlanCache {
  /** Undefined where the job has no plan. */
  of(job: string): Promise<Plan | undefined>;
}

/** How many plans are kept. A lane has the batches of one job after those of another; they are seldom mixed. */
const mostPlans = 3;

export function createPlanCache(store: Pick<RecordsStore, 'read'>): PlanCache {
  /** The plans by job, the one that was used longest ago first. */
  const known = new Map<string, Promise<Plan | undefined>>();

  return {
    async of(job) {
      const reading = known.get(job) ?? planJson.read(store, { job });
      known.delete(job);
      known.set(job, reading);
      for (const oldest of known.keys()) {
        if (known.size <= mostPlans) break;
        known.delete(oldest);
      }
      try {
        const plan = await reading;
        // An absent plan is not kept: split may still write it.
        if (!plan) known.delete(job);
        return plan;
      } catch (error) {
        known.delete(job);
        throw error;
      }
    },
  };
}
