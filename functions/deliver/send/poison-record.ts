// Poison: records that break every call which carries them. The records of broken calls are halved until such a record is sent
// alone. After enough broken calls of its own it is given up.

import { outcomeLines } from '../../../shared/job/outcomes.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';
import type { Item } from '../record/item.ts';
import { assignHalves } from './culprits.ts';

/**
 * After this many broken calls the records are to blame, and not Feishu, if a record of the batch was created, updated or
 * removed, or another batch of the job has outcomes.
 */
const brokenAmongAnswered = 3;
/** The same where neither is so. */
const brokenAlone = 8;

/** Answers with a test for the records of the batch: true for one that is given up. */
export async function poisonTest(
  invocation: DeliverInvocation,
  batch: OpenBatch,
): Promise<(item: Item) => boolean> {
  const suspects = batch.items.some((item) => item.state.at !== 'settled' && item.brokeAlone > 0);
  if (!suspects) return () => false;
  const least = await leastBroken(invocation, batch);
  return (item) => item.brokeAlone >= least;
}

/**
 * Halves the records that broke the most calls where the batch is to blame, and counts its broken calls anew. The halves are sent
 * apart; other records stay together.
 */
export async function halveIfPoisoned(invocation: DeliverInvocation, batch: OpenBatch): Promise<void> {
  const { plan, index, items, held } = batch;
  const { journal } = held;
  if (journal.broken < brokenAmongAnswered) return;
  const attempted = items.filter(({ state }) => state.at === 'unsent' && state.attempted);
  const most = Math.max(0, ...attempted.map(({ broke }) => broke));
  const broken = attempted.filter(({ broke }) => broke === most);
  const parts = [...Map.groupBy(broken, ({ part }) => part).values()].filter(({ length }) => length > 1);
  if (parts.length === 0 || journal.broken < (await leastBroken(invocation, batch))) return;
  for (const part of parts) assignHalves(part, items, 'part');
  journal.halvings += 1;
  journal.broken = 0;
  invocation.log('halved', { job: plan.job, batch: index, records: broken.length });
}

async function leastBroken(
  { store }: DeliverInvocation,
  { plan, operation, items }: OpenBatch,
): Promise<number> {
  if (items.some(({ outcome }) => outcome?.status === operation.done)) return brokenAmongAnswered;
  for await (const keys of store.list(outcomeLines.folder({ job: plan.job })))
    return keys.length > 0 ? brokenAmongAnswered : brokenAlone;
  return brokenAlone;
}
