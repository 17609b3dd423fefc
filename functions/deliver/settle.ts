// One batch until each of its records has an outcome, or until it has to wait. Look first, then send: nothing that may
// have been processed goes out again.

import { outcomesPrefix } from '../../shared/keys.ts';
import { audit } from './audit.ts';
import type { Invocation, Later, OpenBatch } from './delivery.ts';
import { settleItem, type Item } from './item.ts';
import { lookUp, mostBroken, notThere } from './look-up.ts';
import { send } from './send.ts';
import { stopped } from './stop.ts';

/** Undefined when all is settled. */
export async function settle(invocation: Invocation, batch: OpenBatch): Promise<Later | undefined> {
  const { operation, items } = batch;
  const audited = await audit(invocation, batch);
  if (audited.kind === 'later') return audited.later;
  const before = audited.kind === 'audit' ? audited.audit : undefined;
  if (before && operation.recovery.kind === 'absence') {
    for (const item of items)
      if (item.state === 'unsent' && !before.has(item.name)) settleItem(operation, item, notThere(operation));
  }

  for (;;) {
    const inQuestion = items.filter((item) => isInQuestion(item) && isDue(invocation, item));
    if (inQuestion.length > 0) {
      const later = await lookUp(invocation, batch, before, inQuestion);
      if (later) return later;
    }
    const unsent = items.filter(({ state }) => state === 'unsent');
    if (unsent.length > 0) {
      if (await stopped(invocation, batch)) {
        for (const item of unsent)
          settleItem(operation, item, {
            status: 'unsent',
            message: 'the job was stopped before this record was sent',
          });
        continue;
      }
      await halveIfPoisoned(invocation, batch);
      const later = await send(invocation, batch, unsent);
      if (later) return later;
      continue;
    }
    const waiting = items.filter(isInQuestion);
    if (waiting.length === 0) return undefined;
    if (!waiting.some((item) => isDue(invocation, item)))
      return { why: 'look_again', delayMs: invocation.settings.LOOK_AGAIN_MS };
  }
}

function isInQuestion({ state }: Item): boolean {
  return state === 'doubt' || state === 'conflict';
}

/** What was looked for and not found is looked for again later. */
function isDue({ clock, settings }: Invocation, { emptyLooksMs }: Item): boolean {
  const lastMs = emptyLooksMs.at(-1);
  return lastMs === undefined || clock.now() - lastMs >= settings.LOOK_AGAIN_MS;
}

/** A batch that breaks its calls while others are answered: each half goes alone, and one day the culprit stands alone. */
async function halveIfPoisoned(
  { store, log }: Invocation,
  { plan, index, held: { book } }: OpenBatch,
): Promise<void> {
  if (book.broken < mostBroken || book.group_size === 1) return;
  // Only with proof that it is not Feishu that is down: another batch of this job was answered.
  for await (const keys of store.list(outcomesPrefix(plan.job))) {
    if (keys.length === 0) return;
    book.group_size = Math.ceil(book.group_size / 2);
    book.broken = 0;
    log('halved', { job: plan.job, batch: index, group_size: book.group_size });
    return;
  }
}
