// Takes, restores and releases the journal of a batch: its write-ahead log, which says what may have been sent and what is
// settled.
//
// - It is written before the first call of the batch: a batch without a journal was never sent.
// - It is written only over the version that was read, so that of two invocations only one takes the batch.
// - An invocation that ends in order releases it: then the next one takes the batch at once and knows each record. A journal
//   that was not released is of an invocation that died: each record that is not settled may have been sent.

import type { RecordsStore } from '../../../shared/aws/store.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Client } from '../../../shared/feishu/client.ts';
import { differenceToTell, type FeishuClock } from '../../../shared/feishu/feishu-clock.ts';
import { journalJson, vouchedFor, type Journal } from '../../../shared/job/journal.ts';
import type { Moment } from '../record/event.ts';
import type { Item } from '../record/item.ts';

export interface HeldJournal {
  readonly journal: Journal;
  readonly tag: string;
  /** When the last call of this invocation began; before the first call, when the journal was taken. */
  lastCall: Moment;
  /** How many calls of the batch broke in this invocation. */
  brokenHere: number;
}

/** A moment by our clock, and by Feishu's at the least, as far as it was known then. */
export function momentOf(feishuClock: FeishuClock, ourMs: number): Moment {
  return { ourMs, feishuMs: feishuClock.atLeastMs(ourMs) };
}

export interface JournalTaker {
  readonly store: RecordsStore;
  readonly client: Pick<Client, 'feishuClock'>;
  readonly clock: Clock;
  readonly requestId: string;
  /** How long an invocation may last: one that took the journal longer ago has ended. */
  readonly functionTimeoutMs: number;
}

/** The journal and its ETag (the tag) as read; undefined where there is no journal. */
export type JournalAsRead = Awaited<ReturnType<typeof readJournal>>;

export function readJournal(store: RecordsStore, job: string, batch: number) {
  return journalJson.readTagged(store, { job, batch });
}

/**
 * Writes the journal in the name of this invocation. Undefined where another one may still be at work on the batch, or was
 * faster to take it.
 */
export async function takeJournal(
  { store, client, clock, requestId, functionTimeoutMs }: JournalTaker,
  job: string,
  batch: number,
  asRead: JournalAsRead,
): Promise<{ readonly held: HeldJournal; readonly before: Journal | undefined } | undefined> {
  const before = asRead?.content;
  const nowMs = clock.now();
  if (before && !before.released && before.by !== requestId && nowMs - before.taken_ms < functionTimeoutMs)
    return undefined;
  const kept = before ?? {
    ...sinceNow(client.feishuClock, nowMs),
    records: [],
    broken: 0,
    broken_since: 0,
    calls: 0,
    throttled: 0,
  };
  const journal: Journal = {
    ...kept,
    ...(before && !before.released ? {} : sinceNow(client.feishuClock, nowMs)),
    v: 2,
    by: requestId,
    taken_ms: nowMs,
    released: false,
  };
  const tag = await journalJson.replace(store, { job, batch }, journal, asRead?.tag);
  return tag === undefined
    ? undefined
    : { held: { journal, tag, lastCall: momentOf(client.feishuClock, nowMs), brokenHere: 0 }, before };
}

function sinceNow(feishuClock: FeishuClock, nowMs: number): Pick<Journal, 'since_ms' | 'since_feishu_ms'> {
  return { since_ms: nowMs, since_feishu_ms: feishuClock.difference() && feishuClock.atLeastMs(nowMs) };
}

/**
 * Gives each record the state that the journal has for it; a record that the journal does not list is in doubt. Without a
 * journal nothing changes.
 */
export function restoreItems(
  feishuClock: FeishuClock,
  items: readonly Item[],
  before: Journal | undefined,
): void {
  if (!before) return;
  const { since_ms: ourMs, since_feishu_ms: feishuMs = feishuClock.atLeastMs(ourMs) } = before;
  const called = { ourMs, feishuMs };
  for (const [place, item] of items.entries()) {
    const known = vouchedFor(before, place);
    if (known) item.restore(known);
    else {
      // What the last release knew of it still counts: its half, its broken calls, and that an earlier call may still land.
      const then = before.records[place];
      if (then) item.restore(then);
      item.happened({ kind: 'lost', called });
    }
  }
}

/** Writes what is known of each record into the journal: the next invocation may take the batch at once. */
export async function releaseJournal(
  { store, client: { feishuClock } }: Pick<JournalTaker, 'store' | 'client'>,
  job: string,
  batch: number,
  { journal, tag }: HeldJournal,
  items: readonly Item[],
): Promise<void> {
  const records = items.map(({ known }) => known);
  const difference = feishuClock.difference();
  const feishu_ahead_ms = difference && differenceToTell(difference);
  // This write is refused where another invocation has taken the batch since. Then the other's journal stands.
  await journalJson.replace(
    store,
    { job, batch },
    { ...journal, feishu_ahead_ms, released: true, records },
    tag,
  );
}
