// Poison: records that break every call which carries them. The records of broken calls are halved until such a record is sent
// alone. After enough broken calls of its own it is given up.

import { outcomeLines } from '../../../shared/job/outcomes.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';
import type { Item } from '../record/item.ts';
import { assignHalves } from './culprits.ts';

/** After this many broken calls the records are to blame, and not Feishu, if Feishu accepted another call meanwhile. */
const brokenAmongAnswered = 3;
/** The same if it did not, as far as is known. */
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
  Object.assign(journal, { broken: 0, broke_ms: invocation.clock.now(), outcomes_then: undefined });
  invocation.log('halved', { job: plan.job, batch: index, records: broken.length });
}

/** So long before a broken call another may have been accepted to show that Feishu works. */
const freshMs = 60_000;

/**
 * Feishu works if it accepted another call of the batch, or of the lane in this invocation, at most a minute before the first of the
 * broken calls (or the last halving), or later. It works too if more batches of the job have outcomes than at the first look.
 */
async function leastBroken(
  { store }: DeliverInvocation,
  { plan, held: { journal }, health }: OpenBatch,
): Promise<number> {
  const { broke_ms: brokeMs = Infinity, accepted_ms: acceptedMs = 0 } = journal;
  const lastMs = health.hasAccepted ? Math.max(acceptedMs, health.lastAnsweredMs) : acceptedMs;
  if (lastMs >= brokeMs - freshMs) return brokenAmongAnswered;
  const outcomes = await outcomeLines.count(store, { job: plan.job });
  journal.outcomes_then ??= outcomes;
  return outcomes > journal.outcomes_then ? brokenAmongAnswered : brokenAlone;
}
