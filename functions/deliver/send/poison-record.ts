// Poison: records that break every call which carries them. The calls of a batch are made smaller until such a record is sent
// alone. After enough broken calls of its own it is given up.

import { outcomeLines } from '../../../shared/job/outcomes.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';
import type { Item } from '../record/item.ts';

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

/** Halves the number of records in each call of a batch that is to blame, down to one, and counts its broken calls anew. */
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
  for await (const keys of store.list(outcomeLines.folder({ job: plan.job })))
    return keys.length > 0 ? brokenAmongAnswered : brokenAlone;
  return brokenAlone;
}
