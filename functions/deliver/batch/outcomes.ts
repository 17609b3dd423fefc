// Writes a batch's outcomes (what became of each record), once and whole, and complete.json, when every batch of the plan has
// outcomes.

import { PlainError } from '../../../shared/errors.ts';
import { completeJson } from '../../../shared/job/complete.ts';
import { outcomeLines, writeOutcomes } from '../../../shared/job/outcomes.ts';
import type { Plan } from '../../../shared/job/plan.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';

/**
 * Where outcomes stand already they are kept: another invocation, or report, wrote them. The log and the metrics tell the
 * outcomes of this invocation all the same.
 */
export async function storeOutcomes(
  { store, log, metrics, clock }: DeliverInvocation,
  { plan, index, items }: OpenBatch,
): Promise<void> {
  const outcomes = items.flatMap(({ outcome }) => outcome ?? []);
  if (outcomes.length !== items.length)
    throw new PlainError(`batch ${index} of ${plan.job} has records without an outcome`);
  await store.writeOnce(outcomeLines.key({ job: plan.job, batch: index }), writeOutcomes(outcomes));
  const byStatus = Object.fromEntries(
    [...Map.groupBy(outcomes, ({ status }) => status)].map(([status, of]) => [status, of.length]),
  );
  log('settled', { job: plan.job, batch: index, ...byStatus });
  for (const [status, records] of Object.entries(byStatus)) metrics.count('records', records, { status });
  metrics.time('lag', clock.now() - Date.parse(plan.planned_at));
}

/**
 * True for the last batch of each lane and for a message that was delivered before. Only after these all outcomes are
 * counted, which takes one request for each thousand batches: after any other batch one of these follows.
 */
export function mayBeLastOfJob({ batches, lanes }: Plan, batch: number, receiveCount: number): boolean {
  return batch + lanes >= batches.length || receiveCount > 1;
}

export async function completeIfCovered(
  { store, clock, log }: DeliverInvocation,
  { job, batches }: Plan,
): Promise<void> {
  const found = await outcomeLines.count(store, { job });
  if (found < batches.length) return;
  const completedAt = new Date(clock.now()).toISOString();
  const written = await completeJson.writeOnce(
    store,
    { job },
    { v: 1, job, by: 'deliver', completed_at: completedAt },
  );
  if (written === 'written') log('complete', { job });
}
