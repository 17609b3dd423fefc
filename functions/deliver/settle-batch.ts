// Works on one batch until each of its records has an outcome or the batch has to wait. A record that may have been processed
// is looked up before it is sent again, if it can be looked up.

import { outcomeSentences } from '../../shared/words/outcome.ts';
import type { DeliverInvocation, HandBack, OpenBatch } from './context.ts';
import { takeBeforeImages } from './reconcile/before-image.ts';
import { lookUp } from './reconcile/look-up.ts';
import { notThere } from './reconcile/verdicts.ts';
import { canLook, whyNotLookedUp } from './reconcile/without-looking.ts';
import { settleItem, type Item } from './record/item.ts';
import { halveIfPoisoned } from './send/poison-record.ts';
import { send } from './send/send.ts';
import { isStoppedOrComplete } from './send/stop.ts';

export async function settleBatch(
  invocation: DeliverInvocation,
  batch: OpenBatch,
): Promise<'done' | HandBack> {
  const { operation, items, plan } = batch;
  const taken = await takeBeforeImages(invocation, batch);
  if (taken.kind === 'hand_back') return taken.handBack;
  const before = taken.kind === 'images' ? taken.images : undefined;
  if (before && operation.recovery.kind === 'absence') {
    for (const item of items)
      if (item.state === 'unsent' && !before.has(item.name)) settleItem(operation, item, notThere(operation));
  }

  for (;;) {
    const inQuestion = items.filter((item) => isInQuestion(item) && isDue(invocation, item));
    if (inQuestion.length > 0) {
      const looked = await batch.oneLookAtATime(() => lookUp(invocation, batch, before, inQuestion));
      if (looked !== 'done') return looked;
    }
    const unsent = items.filter(({ state }) => state === 'unsent');
    if (unsent.length > 0) {
      if (await isStoppedOrComplete(invocation, plan.job)) {
        for (const item of unsent) settleStopped(batch, item);
        continue;
      }
      await halveIfPoisoned(invocation, batch);
      const sent = await send(invocation, batch, unsent);
      if (sent !== 'done') return sent;
      continue;
    }
    const waiting = items.filter(isInQuestion);
    if (waiting.length === 0) return 'done';
    if (!waiting.some((item) => isDue(invocation, item))) return { why: 'look_again' };
  }
}

/**
 * Settles a record of a stopped job. One that may have been processed counts as unsent only if looks long enough after the
 * call did not find it processed. Else it is in doubt again, or `unknown` where it cannot be looked up.
 */
function settleStopped(batch: OpenBatch, item: Item): void {
  const { operation } = batch;
  if (!item.attempted || item.seenUnprocessed)
    settleItem(operation, item, { status: 'unsent', message: outcomeSentences.stopped_before_sent() });
  else if (canLook(batch, item)) item.state = 'doubt';
  else
    settleItem(operation, item, {
      status: 'unknown',
      message: outcomeSentences.no_answer_no_look_stopped({ why: whyNotLookedUp(batch, item) }),
    });
}

function isInQuestion({ state }: Item): boolean {
  return state === 'doubt' || state === 'conflict';
}

/**
 * True for a record that may be looked up now: the last look that did not find what was sent, if any, is at least
 * LOOK_AGAIN_MS ago.
 */
function isDue({ clock, settings }: DeliverInvocation, { emptyLooksMs }: Item): boolean {
  const lastMs = emptyLooksMs.at(-1);
  return lastMs === undefined || clock.now() - lastMs >= settings.LOOK_AGAIN_MS;
}
