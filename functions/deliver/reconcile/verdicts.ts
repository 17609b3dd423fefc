// What it means for a record that a look has found it, as it is, or has not. What is surely not there becomes unsent
// again; what has to be looked at later stays.

import type { JsonObject } from '../../../shared/values/json.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { needsBeforeImage, type BeforeImages } from './before-image.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';
import { settleItem, type Item, type Verdict } from '../record/item.ts';
import { compare, comparedFieldsOf } from '../record/same-content.ts';

export interface Look {
  readonly invocation: DeliverInvocation;
  readonly batch: OpenBatch;
  /** The records as they were before the job, where that was kept. */
  readonly before: BeforeImages | undefined;
  /** It broke every call that carried it. */
  readonly poisonous: (item: Item) => boolean;
}

const mostEmptyLooks = 5;
const looksBeforeSendingAgain = 2;

export function found(look: Look, item: Item, stored: JsonObject, young: boolean): void {
  const { batch, before } = look;
  const { operation } = batch;
  const id = typeof stored.id === 'string' ? stored.id : undefined;
  const fits = compare(item.line.record, stored, comparedFieldsOf(operation));
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
          message: 'the record is neither as it was nor as it was to become',
        });
      else notYet(look, item, 'and the record is not as it was to become');
      return;
    case 'absence':
      notYet(look, item, 'and the record is still there');
  }
}

/** The call may land after this look; what it would do twice is sent again only after another look. */
function notYet({ invocation, batch, poisonous }: Look, item: Item, and: string): void {
  const { operation } = batch;
  const surely = surelyUnprocessed(invocation, item);
  const comesToTheSame = operation.recovery.kind === 'absence' || !needsBeforeImage(batch, item);
  if (poisonous(item)) {
    if (surely) settleItem(operation, item, broke(item, and));
  } else if (surely || comesToTheSame) sendAgain(item, surely);
}

/** Notes a look that found nothing of what was sent. Long enough after another one it can be relied on. */
function surelyUnprocessed({ clock, settings }: DeliverInvocation, item: Item): boolean {
  item.emptyLooksMs = [...item.emptyLooksMs, clock.now()];
  return apart(item.emptyLooksMs, settings.LOOK_AGAIN_MS) >= looksBeforeSendingAgain;
}

function sendAgain(item: Item, surely: boolean): void {
  item.state = 'unsent';
  item.seenUnprocessed = surely;
}

function broke({ brokeAlone, lastCode }: Item, and: string): Verdict {
  const message = `Feishu broke off ${brokeAlone} calls that carried this record alone, ${and}`;
  return { status: 'refused', code: lastCode, message };
}

function isAsBefore(before: BeforeImages | undefined, stored: JsonObject, { name }: Item): boolean {
  return JSON.stringify(before?.get(name)) === JSON.stringify(stored);
}

export function conflictOf({ recovery }: WriteOperation) {
  return { code: recovery.conflictCodes[0] ?? 0, message: 'a record with this unique_id is there already' };
}

export function notFound({ invocation, batch, before, poisonous }: Look, item: Item): void {
  const { operation } = batch;
  const { recovery } = operation;
  const surely = surelyUnprocessed(invocation, item);
  const looks = item.emptyLooksMs.length;
  if (poisonous(item) && recovery.kind !== 'absence') {
    if (surely) settleItem(operation, item, broke(item, 'and does not hold it'));
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

/** Feishu names the conflict, and does not show with what. Another code than the first may be about another record. */
function conflictWithNothing(operation: WriteOperation, { lastCode, lastMessage }: Item): Verdict {
  return lastCode === operation.recovery.conflictCodes[0]
    ? { status: 'exists_unchecked', ...conflictOf(operation) }
    : { status: 'refused', code: lastCode, message: lastMessage };
}

function gone(operation: WriteOperation, wasThere: boolean | undefined): Verdict {
  if (wasThere === undefined)
    return { status: 'unknown', message: 'it is not there, and whether it was before this job is not known' };
  return wasThere ? { status: 'removed' } : notThere(operation);
}

export function notThere({ recovery }: WriteOperation): Verdict {
  return {
    status: 'refused',
    code: recovery.conflictCodes[0] ?? 0,
    message: 'there was no such record before this job',
  };
}

/** How many of the looks were at least that long after the one before. */
function apart(looksMs: readonly number[], leastMs: number): number {
  return looksMs.filter((ms, index) => index === 0 || ms - (looksMs[index - 1] ?? 0) >= leastMs).length;
}
