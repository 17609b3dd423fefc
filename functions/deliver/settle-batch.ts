// One batch until each of its records has an outcome, or until it has to wait. Look first, then send: nothing that may
// have been processed goes out again.

import { audit } from './reconcile/before-image.ts';
import type { DeliverInvocation, HandBack, OpenBatch } from './context.ts';
import { settleItem, type Item } from './record/item.ts';
import { lookUp } from './reconcile/look-up.ts';
import { notThere } from './reconcile/verdicts.ts';
import { halveIfPoisoned } from './send/poison.ts';
import { send } from './send/send.ts';
import { isStoppedOrComplete } from './send/stop.ts';
import { canLook, whyNot } from './reconcile/without-looking.ts';

/** Undefined when all is settled. */
export async function settle(invocation: DeliverInvocation, batch: OpenBatch): Promise<HandBack | undefined> {
  const { operation, items } = batch;
  const taken = await audit(invocation, batch);
  if (taken.kind === 'later') return taken.later;
  const before = taken.kind === 'audit' ? taken.takeBeforeImages : undefined;
  if (before && operation.recovery.kind === 'absence') {
    for (const item of items)
      if (item.state === 'unsent' && !before.has(item.name)) settleItem(operation, item, notThere(operation));
  }

  for (;;) {
    const inQuestion = items.filter((item) => isInQuestion(item) && isDue(invocation, item));
    if (inQuestion.length > 0) {
      const later = await batch.oneLookAtATime(() => lookUp(invocation, batch, before, inQuestion));
      if (later) return later;
    }
    const unsent = items.filter(({ state }) => state === 'unsent');
    if (unsent.length > 0) {
      if (await isStoppedOrComplete(invocation, batch)) {
        for (const item of unsent) settleStopped(batch, item);
        continue;
      }
      await halveIfPoisoned(invocation, batch);
      const later = await send(invocation, batch, unsent);
      if (later) return later;
      continue;
    }
    const waiting = items.filter(isInQuestion);
    if (waiting.length === 0) return undefined;
    if (!waiting.some((item) => isDue(invocation, item))) return { why: 'look_again' };
  }
}

/** What was sent once is told as unsent only when it was looked for since, long enough after. */
function settleStopped(batch: OpenBatch, item: Item): void {
  const { operation } = batch;
  if (!item.attempted || item.seenUnprocessed)
    settleItem(operation, item, {
      status: 'unsent',
      message: 'the job was stopped before this record was sent',
    });
  else if (canLook(batch, item)) item.state = 'doubt';
  else
    settleItem(operation, item, {
      status: 'unknown',
      message: `the call was not answered, ${whyNot(batch, item)}, and the job was stopped`,
    });
}

function isInQuestion({ state }: Item): boolean {
  return state === 'doubt' || state === 'conflict';
}

/** What was looked for and not found is looked for again later. */
function isDue({ clock, settings }: DeliverInvocation, { emptyLooksMs }: Item): boolean {
  const lastMs = emptyLooksMs.at(-1);
  return lastMs === undefined || clock.now() - lastMs >= settings.LOOK_AGAIN_MS;
}
