// A batch's outcomes, written once and whole; and the moment when they cover the plan.

import { completeKey, outcomesKey, outcomesPrefix } from '../../../shared/keys.ts';
import type { Plan } from '../../../shared/job/plan.ts';
import { json } from '../../../shared/aws/store.ts';
import { PlainError } from '../../../shared/plain-error.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';

/** Whoever was first is the truth. */
export async function writeOutcomes(
  { store, log, metrics, clock }: DeliverInvocation,
  { plan, index, items }: OpenBatch,
): Promise<void> {
  const outcomes = items.flatMap(({ outcome }) => outcome ?? []);
  if (outcomes.length !== items.length)
    throw new PlainError(`batch ${index} of ${plan.job} has records without an outcome`);
  await store.writeOnce(
    outcomesKey(plan.job, index),
    outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''),
  );
  const byStatus = Object.fromEntries(
    [...Map.groupBy(outcomes, ({ status }) => status)].map(([status, of]) => [status, of.length]),
  );
  log('settled', { job: plan.job, batch: index, ...byStatus });
  for (const [status, records] of Object.entries(byStatus)) metrics.count('records', records, { status });
  metrics.time('lag', clock.now() - Date.parse(plan.planned_at));
}

/**
 * A list of all outcomes is one request a thousand batches. Only who has just ended a lane's last batch needs to look, or
 * who ended one that had been handed back: any other is followed by one of these.
 */
export function mayBeTheLast({ batches, lanes }: Plan, batch: number, receiveCount: number): boolean {
  return batch + lanes >= batches.length || receiveCount > 1;
}

export async function completeIfCovered(
  { store, clock, log }: DeliverInvocation,
  { job, batches }: Plan,
): Promise<void> {
  let found = 0;
  for await (const keys of store.list(outcomesPrefix(job))) found += keys.length;
  if (found < batches.length) return;
  const completedAt = new Date(clock.now()).toISOString();
  const written = await store.writeOnce(
    completeKey(job),
    json({ v: 1, job, by: 'deliver', completed_at: completedAt }),
  );
  if (written === 'written') log('complete', { job });
}
