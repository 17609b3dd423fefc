// The call book of a batch: written before its first call, so that whoever finds it without an outcome knows that
// records may have been sent. An invocation that stops orderly leaves in it what is settled and what is in doubt.

import * as v from 'valibot';

import { journalSchema, type Journal } from '../../../shared/job/journal.ts';
import type { Clock } from '../../../shared/clock.ts';
import { readJson } from '../../../shared/values/json.ts';
import { callBookKey } from '../../../shared/keys.ts';
import { json, type RecordsStore } from '../../../shared/aws/store.ts';
import { doubt, settleAgain, type Item } from '../record/item.ts';

export interface HeldJournal {
  readonly journal: Journal;
  readonly tag: string;
}

export interface Taker {
  readonly store: RecordsStore;
  readonly clock: Clock;
  /** Of this invocation. */
  readonly requestId: string;
  /** An entry of another invocation is fresh for so long. */
  readonly functionTimeoutMs: number;
}

/** As it was found, if it was there: whoever takes it takes it only as it was. */
export type JournalAsRead = Awaited<ReturnType<typeof readJournal>>;

export function readJournal(store: RecordsStore, job: string, batch: number) {
  return store.readTagged(callBookKey(job, batch));
}

/** Undefined where another invocation has the batch. */
export async function takeJournal(
  { store, clock, requestId, functionTimeoutMs }: Taker,
  job: string,
  batch: number,
  found: JournalAsRead,
  recordsPerCall: number,
): Promise<{ readonly held: HeldJournal; readonly before: Journal | undefined } | undefined> {
  const key = callBookKey(job, batch);
  const before = found && v.parse(journalSchema, readJson(found.text));
  const nowMs = clock.now();
  if (before && !before.left && before.by !== requestId && nowMs - before.taken_ms < functionTimeoutMs)
    return undefined;
  const { left: _, ...kept } = before ?? {
    left: undefined,
    first_call_ms: nowMs,
    settled: [],
    group_size: recordsPerCall,
    broken: 0,
    calls: 0,
    throttled: 0,
  };
  const journal: Journal = { ...kept, v: 1, by: requestId, taken_ms: nowMs };
  const tag = await store.replace(key, json(journal), found?.tag);
  return tag === undefined ? undefined : { held: { journal, tag }, before };
}

/** What the book says of the records, taken over. */
export function restoreItems(items: readonly Item[], before: Journal | undefined): void {
  if (!before) return;
  const left = new Map(before.left?.map((entry) => [entry.name, entry]));
  const settled = new Map(before.settled.map((outcome) => [outcome.row, outcome]));
  for (const item of items) {
    const outcome = settled.get(item.line.row);
    const entry = left.get(item.name);
    if (outcome) settleAgain(item, outcome);
    else if (entry) {
      item.state = entry.state;
      item.attempted = entry.attempted;
      item.emptyLooksMs = entry.empty_looks_ms;
      item.brokeAlone = entry.broke_alone;
      item.part = entry.part;
      item.lookPart = entry.look_part;
      item.seenUnprocessed = entry.seen_unprocessed;
      item.lastCode = entry.last_code;
      item.lastMessage = entry.last_message;
    } else doubt(item);
  }
}

/** Nothing of this invocation acts on the batch any more: the next one may take it at once. */
export async function releaseJournal(
  store: RecordsStore,
  job: string,
  batch: number,
  { journal, tag }: HeldJournal,
  items: readonly Item[],
): Promise<void> {
  const left = items.filter(({ state }) => state !== 'settled').map(entryOf);
  const settled = items.flatMap(({ outcome }) => outcome ?? []);
  // Changed by somebody else: theirs is the truth, and it is the more careful one.
  await store.replace(callBookKey(job, batch), json({ ...journal, left, settled }), tag);
}

function entryOf(item: Item): NonNullable<Journal['left']>[number] {
  return {
    name: item.name,
    state: item.state === 'settled' ? 'doubt' : item.state,
    attempted: item.attempted,
    empty_looks_ms: [...item.emptyLooksMs],
    broke_alone: item.brokeAlone,
    part: item.part,
    look_part: item.lookPart,
    seen_unprocessed: item.seenUnprocessed,
    last_code: item.lastCode,
    last_message: item.lastMessage,
  };
}
