// How many calls and invocations a run has cost, for its manifest, and its last trouble, for a person who asks why the run
// waits. Kept between invocations.

import * as v from 'valibot';

import { troubleSchema } from '../../shared/feishu/trouble.ts';
import { readJson } from '../../shared/values/json.ts';
import { runEffortKey } from '../../shared/keys.ts';
import { json } from '../../shared/aws/store.ts';
import type { Effort, ExportInvocation, Run } from './context.ts';

export const effortSchema = v.object({
  calls: v.number(),
  throttled: v.number(),
  invocations: v.number(),
  // It decides nothing: where it cannot be read, the rest is good without it.
  trouble: v.fallback(v.optional(troubleSchema), undefined),
});

export async function readEffort({ store }: ExportInvocation, run: string): Promise<Effort> {
  const kept = await store.read(runEffortKey(run));
  const before =
    kept === undefined ? { calls: 0, throttled: 0, invocations: 0 } : v.parse(effortSchema, readJson(kept));
  return { ...before, invocations: before.invocations + 1 };
}

export async function writeEffort({ store }: ExportInvocation, { plan, effort }: Run): Promise<void> {
  await store.write(runEffortKey(plan.run), json(effort));
}
