// Finds out what became of records whose end nobody knows, and settles what can be settled. What is surely not there
// becomes unsent again; what has to be looked at later stays.

import type { JsonObject } from '../../shared/json.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import { chinaTime } from '../../shared/china-time.ts';
import type { Invocation, Later, OpenBatch } from './delivery.ts';
import { dependsOnBefore, type Audit } from './audit.ts';
import { settleItem, type Item, type Verdict } from './item.ts';
import { isPoison } from './poison.ts';
import { readStored, type Read } from './read-stored.ts';
import { compare, viewOf } from './same-content.ts';

/** Feishu's clock and ours may differ, and its times are to the second. */
const clocksDifferMs = 5000;
const mostEmptyLooks = 5;
const looksBeforeSendingAgain = 2;

export async function lookUp(
  invocation: Invocation,
  batch: OpenBatch,
  before: Audit | undefined,
  items: readonly Item[],
): Promise<Later | undefined> {
  const { kind } = batch.operation.recovery;
  const poisonous = await isPoison(invocation, batch);
  if (!batch.weather.mayRead) return withoutReading(batch, items, poisonous);
  const read = await readStored(invocation, batch, items, {});
  if (read.kind === 'may_not_read') {
    batch.weather.mayRead = false;
    return withoutReading(batch, items, poisonous);
  }
  if (read.kind === 'later') return read.later;
  const stored = read.records;

  const young =
    kind === 'overlap'
      ? await youngOnes(
          invocation,
          batch,
          items.filter(({ name }) => stored.has(name)),
        )
      : undefined;
  if (young?.kind === 'later') return young.later;
  withoutReading(batch, [...read.refused], poisonous);
  for (const item of items.filter((one) => !read.refused.has(one))) {
    const record = stored.get(item.name);
    if (record)
      found(
        invocation,
        batch,
        before,
        item,
        record,
        young?.kind === 'records' ? young.records.has(item.name) : isYoung(batch, record),
        poisonous,
      );
    else notFound(invocation, batch, before, item, poisonous);
  }
  return undefined;
}

/** Of records that show no time of creation: those that were created since the first call. */
function youngOnes(invocation: Invocation, batch: OpenBatch, items: readonly Item[]): Promise<Read> {
  if (items.length === 0) return Promise.resolve({ kind: 'records', records: new Map(), refused: new Set() });
  return readStored(invocation, batch, items, {
    create_time_gte: chinaTime(batch.held.book.first_call_ms - clocksDifferMs),
  });
}

function isYoung({ held }: OpenBatch, { create_time }: JsonObject): boolean {
  return (
    typeof create_time === 'string' && create_time >= chinaTime(held.book.first_call_ms - clocksDifferMs)
  );
}

function found(
  invocation: Invocation,
  batch: OpenBatch,
  before: Audit | undefined,
  item: Item,
  stored: JsonObject,
  young: boolean,
  poisonous: (item: Item) => boolean,
): void {
  const { operation } = batch;
  const id = typeof stored.id === 'string' ? stored.id : undefined;
  const fits = compare(item.line.record, stored, viewOf(operation));
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
      else if (dependsOnBefore(batch, item) && !isAsBefore(before, stored, item))
        settleItem(operation, item, {
          status: 'unknown',
          message: 'the record is neither as it was nor as it was to become',
        });
      else notYet(invocation, batch, item, poisonous, 'and the record is not as it was to become');
      return;
    case 'absence':
      notYet(invocation, batch, item, poisonous, 'and the record is still there');
  }
}

/** The call may land after this look; what it would do twice is sent again only after another look. */
function notYet(
  invocation: Invocation,
  batch: OpenBatch,
  item: Item,
  poisonous: (item: Item) => boolean,
  and: string,
): void {
  const { operation } = batch;
  const surely = surelyUnprocessed(invocation, item);
  const comesToTheSame = operation.recovery.kind === 'absence' || !dependsOnBefore(batch, item);
  if (poisonous(item)) {
    if (surely) settleItem(operation, item, broke(item, and));
  } else if (surely || comesToTheSame) sendAgain(item, surely);
}

/** Notes a look that found nothing of what was sent. Long enough after another one it can be relied on. */
function surelyUnprocessed({ clock, settings }: Invocation, item: Item): boolean {
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

function isAsBefore(before: Audit | undefined, stored: JsonObject, { name }: Item): boolean {
  return JSON.stringify(before?.get(name)) === JSON.stringify(stored);
}

function conflictOf({ recovery }: WriteOperation) {
  return { code: recovery.conflictCodes[0] ?? 0, message: 'a record with this unique_id is there already' };
}

function notFound(
  invocation: Invocation,
  { operation }: OpenBatch,
  before: Audit | undefined,
  item: Item,
  poisonous: (item: Item) => boolean,
): void {
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

/** Without the read scope, or where Feishu refuses to look: what may be sent again safely is, and what Feishu says is there cannot be compared. */
function withoutReading(
  batch: OpenBatch,
  items: readonly Item[],
  poisonous: (item: Item) => boolean,
): undefined {
  const { operation } = batch;
  const { kind, conflictCodes } = operation.recovery;
  for (const item of items) {
    const safely = kind === 'unique' || (kind === 'rewrite' && !dependsOnBefore(batch, item));
    if (item.state === 'conflict' && kind !== 'absence' && item.lastCode === conflictCodes[0])
      settleItem(operation, item, { status: 'exists_unchecked', ...conflictOf(operation) });
    else if (item.state === 'doubt' && safely && !poisonous(item)) item.state = 'unsent';
    else
      settleItem(operation, item, {
        status: 'unknown',
        code: item.lastCode,
        message: batch.weather.mayRead
          ? 'the call was not answered, and Feishu refuses to look the record up'
          : 'the call was not answered, and the app may not look it up',
      });
  }
  return undefined;
}
