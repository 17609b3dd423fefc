// Works on one batch until each of its records has an outcome or the batch has to wait. A record that may have been processed
// is looked up before it is sent again, if it can be looked up.

import type { JsonObject } from '../../shared/values/json.ts';
import type { DeliverInvocation, HandBack, OpenBatch } from './context.ts';
import { takeBeforeImages, type BeforeImages } from './reconcile/before-image.ts';
import { lookUp } from './reconcile/look-up.ts';
import type { Item } from './record/item.ts';
import type { ImageShows } from './record/event.ts';
import { compare, comparedOf, strictlyComparedOf } from './record/same-content.ts';
import { halveIfPoisoned } from './send/poison-record.ts';
import { send } from './send/send.ts';
import { isStoppedOrComplete } from './send/stop.ts';

/**
 * So many sends may leave records in doubt that are then not found. After these the batch waits: else it would send and look until its
 * invocation ends, and hold its lane.
 */
const mostSends = 2;

export async function settleBatch(
  invocation: DeliverInvocation,
  batch: OpenBatch,
): Promise<'done' | HandBack> {
  const { items, plan } = batch;
  const taken = await takeBeforeImages(invocation, batch);
  if (taken.kind === 'hand_back') return taken.handBack;
  const before = taken.kind === 'images' ? taken.images : undefined;
  if (before) compareWithImages(batch, before);

  for (let sends = 0; ;) {
    const inQuestion = items.filter((item) => isInQuestion(item) && isDue(invocation, item));
    if (inQuestion.length > 0) {
      const looked = await batch.oneLookAtATime(() => lookUp(invocation, batch, before, inQuestion));
      if (looked !== 'done') return looked;
    }
    const unsent = items.filter(({ state }) => state.at === 'unsent');
    if (unsent.length > 0) {
      if (await isStoppedOrComplete(invocation, plan.job)) {
        for (const item of unsent) item.happened({ kind: 'stopped' });
        continue;
      }
      if (sends >= mostSends && unsent.every(wasSent)) return lookAgain(batch);
      sends += 1;
      await halveIfPoisoned(invocation, batch);
      const sent = await send(invocation, batch, unsent);
      if (sent !== 'done') return sent;
      continue;
    }
    const waiting = items.filter(isInQuestion);
    if (waiting.length === 0) return 'done';
    if (!waiting.some((item) => isDue(invocation, item))) return lookAgain(batch);
  }
}

function lookAgain({ items }: OpenBatch): HandBack {
  return { why: 'look_again', hasBroken: items.some(({ broke }) => broke > 0) };
}

function compareWithImages({ operation, items }: OpenBatch, images: BeforeImages): void {
  const [usual, strict] = [comparedOf(operation), strictlyComparedOf(operation)];
  for (const item of items) {
    if (item.state.at !== 'settled' && item.needsBeforeImage)
      item.happened({ kind: 'image', shows: shown(item.line.record, images.get(item.name)) });
  }

  function shown(sent: JsonObject, image: JsonObject | undefined): ImageShows {
    if (!image) return 'absent';
    if (compare(sent, image, usual) === 'other') return 'not_done';
    return compare(sent, image, strict) === 'same' ? 'done' : 'perhaps_done';
  }
}

function isInQuestion({ state }: Item): boolean {
  return state.at === 'in_doubt' || state.at === 'conflict';
}

function wasSent({ state }: Item): boolean {
  return state.at === 'unsent' && state.attempted;
}

/**
 * True for a record that may be looked up now: the last look that did not find what was sent, if any, is at least
 * LOOK_AGAIN_MS ago.
 */
function isDue({ clock, settings }: DeliverInvocation, { lastEmptyLookMs }: Item): boolean {
  return lastEmptyLookMs === undefined || clock.now() - lastEmptyLookMs >= settings.LOOK_AGAIN_MS;
}
