// Finds out what became of records whose end nobody knows, and settles what can be settled. What is surely not there
// becomes unsent again; what has to be looked at later stays.

import type { JsonObject } from '../../shared/json.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import { chinaTime } from '../../shared/china-time.ts';
import type { Invocation, Later, OpenBatch } from './delivery.ts';
import { dependsOnBefore, type Audit } from './audit.ts';
import { settleItem, type Item, type Verdict } from './item.ts';
import { readStored, type Read } from './read-stored.ts';
import { compare, viewOf } from './same-content.ts';

/** Feishu's clock and ours may differ, and its times are to the second. */
const clocksDifferMs = 5000;
const mostEmptyLooks = 5;
const looksBeforeSendingAgain = 2;
/** So many broken calls are not bad weather. */
export const mostBroken = 3;
const brokeThree = 'Feishu broke off three calls that carried this record alone, and does not hold it';

export async function lookUp(
  invocation: Invocation,
  batch: OpenBatch,
  before: Audit | undefined,
  items: readonly Item[],
): Promise<Later | undefined> {
  const { kind } = batch.operation.recovery;
  if (!batch.weather.mayRead) return withoutReading(batch, items);
  const read = await readStored(invocation, batch, items, {});
  if (read.kind === 'may_not_read') {
    batch.weather.mayRead = false;
    return withoutReading(batch, items);
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
  for (const item of items) {
    const record = stored.get(item.name);
    if (record)
      found(
        batch,
        before,
        item,
        record,
        young?.kind === 'records' ? young.records.has(item.name) : isYoung(batch, record),
      );
    else notFound(invocation, batch, before, item);
  }
  return undefined;
}

/** Of records that show no time of creation: those that were created since the first call. */
function youngOnes(invocation: Invocation, batch: OpenBatch, items: readonly Item[]): Promise<Read> {
  if (items.length === 0) return Promise.resolve({ kind: 'records', records: new Map() });
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
  batch: OpenBatch,
  before: Audit | undefined,
  item: Item,
  stored: JsonObject,
  young: boolean,
): void {
  const { operation } = batch;
  const id = typeof stored.id === 'string' ? stored.id : undefined;
  const fits = compare(item.line.record, stored, viewOf(operation));
  switch (operation.recovery.kind) {
    case 'unique':
    case 'overlap':
      if (fits === 'other') settleItem(operation, item, { status: 'conflict', ...conflict, id });
      else if (fits === 'hidden')
        settleItem(operation, item, { status: 'exists_unchecked', ...conflict, id });
      else
        settleItem(operation, item, { status: item.attempted && young ? 'created' : 'already_exists', id });
      return;
    case 'rewrite':
      if (fits === 'same') settleItem(operation, item, { status: 'updated' });
      // Sent again it comes to the same, or nothing of it has happened yet.
      else if (!dependsOnBefore(batch, item) || isAsBefore(before, stored, item)) item.state = 'unsent';
      else
        settleItem(operation, item, {
          status: 'unknown',
          message: 'the record is neither as it was nor as it was to become',
        });
      return;
    case 'absence':
      item.state = 'unsent';
  }
}

function isAsBefore(before: Audit | undefined, stored: JsonObject, { name }: Item): boolean {
  return JSON.stringify(before?.get(name)) === JSON.stringify(stored);
}

const conflict = { code: 21270202, message: 'a record with this unique_id is there already' };

function notFound(
  { clock, settings }: Invocation,
  { operation }: OpenBatch,
  before: Audit | undefined,
  item: Item,
): void {
  item.emptyLooksMs = [...item.emptyLooksMs, clock.now()];
  const looks = item.emptyLooksMs.length;
  const looksApart = apart(item.emptyLooksMs, settings.LOOK_AGAIN_MS);
  if (item.brokeAlone >= mostBroken && operation.recovery.kind !== 'absence') {
    if (looksApart >= looksBeforeSendingAgain)
      settleItem(operation, item, { status: 'refused', code: item.lastCode ?? 0, message: brokeThree });
    return;
  }
  switch (operation.recovery.kind) {
    case 'unique':
    case 'overlap':
      if (item.state === 'conflict') {
        if (looks >= mostEmptyLooks) settleItem(operation, item, { status: 'exists_unchecked', ...conflict });
      } else if (operation.recovery.kind === 'unique' || looksApart >= looksBeforeSendingAgain) {
        item.state = 'unsent';
        item.emptyLooksMs = [];
      }
      return;
    case 'rewrite':
      item.state = 'unsent';
      return;
    case 'absence':
      settleItem(
        operation,
        item,
        before?.has(item.name) === false ? notThere(operation) : { status: 'removed' },
      );
  }
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

/** Without the read scope: what may be sent again safely is, and what Feishu says is there cannot be compared. */
function withoutReading({ operation }: OpenBatch, items: readonly Item[]): undefined {
  for (const item of items) {
    if (item.state === 'conflict') settleItem(operation, item, { status: 'exists_unchecked', ...conflict });
    else if (operation.recovery.kind === 'unique' || operation.recovery.kind === 'rewrite')
      item.state = 'unsent';
    else
      settleItem(operation, item, {
        status: 'unknown',
        message: 'the call was not answered, and the app may not look it up',
      });
  }
  return undefined;
}
