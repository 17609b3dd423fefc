// Decides what a look (one try of a look-up) means for a record that Feishu holds or does not hold. A record that was surely
// not processed, or that can safely be sent twice, becomes `unsent`. One that must be looked up again keeps its state. Any
// other is settled.

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { outcomeSentences } from '../../../shared/words/outcome.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';
import { settleItem, type Item, type Verdict } from '../record/item.ts';
import { compare, comparedOf } from '../record/same-content.ts';
import { needsBeforeImage, type BeforeImages } from './before-image.ts';

export interface Look {
  readonly invocation: DeliverInvocation;
  readonly batch: OpenBatch;
  /** The records as they were before the batch's first call; undefined where the batch has no before-image. */
  readonly before: BeforeImages | undefined;
  /** True for a poisonous record: it broke so many calls that carried it alone that it is not sent again. */
  readonly poisonous: (item: Item) => boolean;
}

const mostEmptyLooks = 5;
const looksBeforeSendingAgain = 2;

/** `young`: the record was created since the first call of the batch. */
export function found(look: Look, item: Item, stored: JsonObject, young: boolean): void {
  const { batch, before } = look;
  const { operation } = batch;
  const id = typeof stored.id === 'string' ? stored.id : undefined;
  const fits = compare(item.line.record, stored, comparedOf(operation));
  switch (operation.recovery.kind) {
    case 'unique':
    case 'overlap':
      if (fits === 'other') settleItem(operation, item, { status: 'conflict', ...conflictOf(operation), id });
      else if (fits === 'hidden')
        settleItem(operation, item, { status: 'exists_unchecked', ...conflictOf(operation), id });
      else
        settleItem(operation, item, { status: item.attempted && young ? 'created' : 'already_exists', id });
      return;
    case 'rewrite':
      if (fits === 'same') settleItem(operation, item, { status: 'updated' });
      else if (needsBeforeImage(batch, item) && !isAsBefore(before, stored, item))
        settleItem(operation, item, {
          status: 'unknown',
          message: outcomeSentences.neither_before_nor_after(),
        });
      else notYet(look, item, outcomeSentences.broke_and_is_not_updated);
      return;
    case 'absence':
      notYet(look, item, outcomeSentences.broke_and_is_still_there);
  }
}

type BrokeSentence = (facts: { calls: number }) => string;

/**
 * For a record that is there as if the call had not been processed. The call may still land after this look. A record that a
 * second call would change once more is sent again only after another look. A poisonous one is never sent again.
 */
function notYet({ invocation, batch, poisonous }: Look, item: Item, sentence: BrokeSentence): void {
  const { operation } = batch;
  const surely = surelyUnprocessed(invocation, item);
  const comesToTheSame = operation.recovery.kind === 'absence' || !needsBeforeImage(batch, item);
  if (poisonous(item)) {
    if (surely) settleItem(operation, item, broke(item, sentence));
  } else if (surely || comesToTheSame) sendAgain(item, surely);
}

/**
 * Notes the time of a look that found nothing of what was sent. True once enough such looks were long enough apart to rely
 * on.
 */
function surelyUnprocessed({ clock, settings }: DeliverInvocation, item: Item): boolean {
  item.emptyLooksMs = [...item.emptyLooksMs, clock.now()];
  return looksApart(item.emptyLooksMs, settings.LOOK_AGAIN_MS) >= looksBeforeSendingAgain;
}

function sendAgain(item: Item, surely: boolean): void {
  item.state = 'unsent';
  item.seenUnprocessed = surely;
}

function broke({ brokeAlone, lastCode }: Item, sentence: BrokeSentence): Verdict {
  return { status: 'refused', code: lastCode, message: sentence({ calls: brokeAlone }) };
}

function isAsBefore(before: BeforeImages | undefined, stored: JsonObject, { name }: Item): boolean {
  return JSON.stringify(before?.get(name)) === JSON.stringify(stored);
}

export function conflictOf({ recovery }: WriteOperation) {
  return { code: recovery.conflictCodes[0] ?? 0, message: outcomeSentences.exists_already() };
}

export function notFound({ invocation, batch, before, poisonous }: Look, item: Item): void {
  const { operation } = batch;
  const { recovery } = operation;
  const surely = surelyUnprocessed(invocation, item);
  const looks = item.emptyLooksMs.length;
  if (poisonous(item) && recovery.kind !== 'absence') {
    if (surely) settleItem(operation, item, broke(item, outcomeSentences.broke_and_is_absent));
    return;
  }
  switch (recovery.kind) {
    case 'unique':
    case 'overlap':
      if (item.state === 'conflict') {
        if (looks >= mostEmptyLooks) settleItem(operation, item, conflictWithNothing(operation, item));
      } else if (recovery.kind === 'unique' || surely) sendAgain(item, surely);
      return;
    case 'rewrite':
      sendAgain(item, surely);
      return;
    case 'absence':
      settleItem(operation, item, gone(operation, before?.has(item.name)));
  }
}

/**
 * For a record of which Feishu says that it is there, and which no look finds. Only the first conflict code is surely about
 * this record.
 */
function conflictWithNothing(operation: WriteOperation, { lastCode, lastMessage }: Item): Verdict {
  return lastCode === operation.recovery.conflictCodes[0]
    ? { status: 'exists_unchecked', ...conflictOf(operation) }
    : { status: 'refused', code: lastCode, message: lastMessage };
}

function gone(operation: WriteOperation, wasThere: boolean | undefined): Verdict {
  if (wasThere === undefined) return { status: 'unknown', message: outcomeSentences.gone_perhaps_before() };
  return wasThere ? { status: 'removed' } : notThere(operation);
}

export function notThere({ recovery }: WriteOperation): Verdict {
  return {
    status: 'refused',
    code: recovery.conflictCodes[0] ?? 0,
    message: outcomeSentences.was_not_there(),
  };
}

/** How many looks count: the first one, and each that came at least `leastMs` after the look before it. */
function looksApart(looksMs: readonly number[], leastMs: number): number {
  return looksMs.filter((ms, index) => index === 0 || ms - (looksMs[index - 1] ?? 0) >= leastMs).length;
}
