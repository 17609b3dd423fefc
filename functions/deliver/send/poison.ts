// Records that break every call which carries them: told from bad weather, halved until one stands alone, and given up.

import { outcomesPrefix } from '../../../shared/keys.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';
import type { Item } from '../record/item.ts';

/** Broken calls that are no bad weather: few where others of the job were answered, more where nobody knows. */
const brokenAmongAnswered = 3;
const brokenAlone = 8;

export async function poisonTest(
  invocation: DeliverInvocation,
  batch: OpenBatch,
): Promise<(item: Item) => boolean> {
  const suspects = batch.items.some((item) => item.state !== 'settled' && item.brokeAlone > 0);
  if (!suspects) return () => false;
  const least = await leastBroken(invocation, batch);
  return (item) => item.brokeAlone >= least;
}

/** A batch that breaks its calls: each half goes alone, and one day the culprit stands alone. */
export async function halveIfPoisoned(invocation: DeliverInvocation, batch: OpenBatch): Promise<void> {
  const { journal } = batch.held;
  if (journal.broken < brokenAmongAnswered || journal.group_size === 1) return;
  if (journal.broken < (await leastBroken(invocation, batch))) return;
  journal.group_size = Math.ceil(journal.group_size / 2);
  journal.broken = 0;
  invocation.log('halved', { job: batch.plan.job, batch: batch.index, group_size: journal.group_size });
}

async function leastBroken(
  { store }: DeliverInvocation,
  { plan, operation, items }: OpenBatch,
): Promise<number> {
  if (items.some(({ outcome }) => outcome?.status === operation.done)) return brokenAmongAnswered;
  for await (const keys of store.list(outcomesPrefix(plan.job)))
    return keys.length > 0 ? brokenAmongAnswered : brokenAlone;
  return brokenAlone;
}
