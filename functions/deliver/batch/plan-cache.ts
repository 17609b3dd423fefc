// The plans of the jobs that an environment works on. A plan is written once and is the truth from then on: every batch
// of a job needs it, and it is read for the first of them.

import * as v from 'valibot';

import { readJson } from '../../../shared/values/json.ts';
import { planKey } from '../../../shared/keys.ts';
import { planSchema, type Plan } from '../../../shared/job/plan.ts';
import type { RecordsStore } from '../../../shared/aws/store.ts';

export interface PlanCache {
  of(job: string): Promise<Plan | undefined>;
}

/** A lane has the batches of one job behind those of another; seldom they are mixed. */
const mostPlans = 3;

export function createPlanCache(store: Pick<RecordsStore, 'read'>): PlanCache {
  /** Those used last are the last. */
  const known = new Map<string, Promise<Plan | undefined>>();

  async function read(job: string): Promise<Plan | undefined> {
    const text = await store.read(planKey(job));
    return text === undefined ? undefined : v.parse(planSchema, readJson(text));
  }

  return {
    async of(job) {
      const reading = known.get(job) ?? read(job);
      known.delete(job);
      known.set(job, reading);
      for (const oldest of known.keys()) {
        if (known.size <= mostPlans) break;
        known.delete(oldest);
      }
      try {
        const plan = await reading;
        // It may still come.
        if (!plan) known.delete(job);
        return plan;
      } catch (error) {
        known.delete(job);
        throw error;
      }
    },
  };
}
