// Looks up records that are in doubt or in conflict, as far as Feishu allows it, and decides what became of them.

import { chinaTime, epochOfAnyForm } from '../../../shared/values/china-time.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { DeliverInvocation, HandBack, OpenBatch } from '../context.ts';
import type { Item } from '../record/item.ts';
import type { Age, RecordEvent } from '../record/event.ts';
import { compare, comparedOf, isAsBefore, type Compared } from '../record/same-content.ts';
import { poisonTest } from '../send/poison-record.ts';
import type { BeforeImages } from './before-image.ts';
import { partByPart, readStored, type Read } from './read-stored.ts';

type Records = ReadonlyMap<string, JsonObject>;

/**
 * A record counts as created since the first call even if its time is this much earlier: the machine that answers, whose clock was
 * measured, need not be the one that writes down times of creation.
 */
const clocksDifferMs = 2000;

export async function lookUp(
  invocation: DeliverInvocation,
  batch: OpenBatch,
  before: BeforeImages | undefined,
  items: readonly Item[],
): Promise<'done' | HandBack> {
  const isPoison = await poisonTest(invocation, batch);
  if (!batch.health.mayRead) {
    for (const item of items)
      item.happened({ kind: 'not_looked', why: 'no_scope', isPoison: isPoison(item) });
    return 'done';
  }
  const look: Look = { invocation, before, isPoison, compared: comparedOf(batch.operation) };
  for await (const { part, answer } of partByPart(batch, items, (some) => see(invocation, batch, some))) {
    if (answer.kind === 'hand_back') return answer.handBack;
    if (answer.kind === 'may_not_read') {
      // The records that are left keep their states. `settleBatch` brings them here again, and then they are settled without
      // a look.
      batch.health.mayRead = false;
      return 'done';
    }
    // Decided before the next part is read, because the invocation may end meanwhile.
    for (const item of part) item.happened(eventOf(look, item, answer));
  }
  return 'done';
}

type Seen =
  | {
      readonly kind: 'seen';
      readonly records: Records;
      readonly ageOf: (record: JsonObject, item: Item) => Age;
    }
  | Exclude<Read, { kind: 'records' }>;

async function see(invocation: DeliverInvocation, batch: OpenBatch, items: readonly Item[]): Promise<Seen> {
  const read = await readStored(invocation, batch, items, {});
  if (read.kind !== 'records') return read;
  const { records } = read;
  const there = items.filter(({ name }) => records.has(name));
  // Of a record that no call may have created the age does not matter.
  const called = there.flatMap((item) => calledMs(invocation, item) ?? []);
  if (batch.operation.recovery.kind !== 'overlap' || called.length === 0) {
    const ageOf = (record: JsonObject, item: Item) => ageByTime(record, calledMs(invocation, item) ?? 0);
    return { kind: 'seen', records, ageOf };
  }

  // Recurring payments show no time of creation. A second query asks which of those that are there were created since the first
  // call for any of them.
  const sinceMs = Math.min(...called) - clocksDifferMs;
  const young = await readStored(invocation, batch, there, { create_time_gte: chinaTime(sinceMs) });
  if (young.kind !== 'records') return young;
  return { kind: 'seen', records, ageOf: (_, { name }) => (young.records.has(name) ? 'young' : 'old') };
}

/**
 * When the record's first call began, by Feishu's clock at the least: as it was known then, and as it is known now. One of the clocks
 * may have been set in between. The earlier holds, because a payment of this job must not be told as another's.
 */
function calledMs({ client }: DeliverInvocation, { called }: Item): number | undefined {
  return called && Math.min(called.feishuMs, client.feishuClock.atLeastMs(called.ourMs));
}

function ageByTime({ create_time }: JsonObject, sinceMs: number): Age {
  const createdMs = epochOfAnyForm(create_time);
  if (createdMs === undefined) return 'unknown';
  return createdMs >= Math.floor((sinceMs - clocksDifferMs) / 1000) * 1000 ? 'young' : 'old';
}

interface Look {
  readonly invocation: DeliverInvocation;
  /** Undefined where the batch has none. */
  readonly before: BeforeImages | undefined;
  readonly isPoison: (item: Item) => boolean;
  readonly compared: Compared;
}

function eventOf(
  { invocation: { clock, settings }, before, isPoison, compared }: Look,
  item: Item,
  answer: Extract<Seen, { kind: 'seen' | 'refused' }>,
): RecordEvent {
  if (answer.kind === 'refused') return { kind: 'not_looked', why: 'refused', isPoison: isPoison(item) };
  const at = { nowMs: clock.now(), apartMs: settings.LOOK_AGAIN_MS, isPoison: isPoison(item) };
  const stored = answer.records.get(item.name);
  if (!stored) return { kind: 'not_found', ...at, wasThere: before?.has(item.name) };
  return {
    kind: 'found',
    ...at,
    fits: compare(item.line.record, stored, compared),
    id: typeof stored.id === 'string' ? stored.id : undefined,
    age: answer.ageOf(stored, item),
    isAsBefore: isAsBefore(item.line.record, before?.get(item.name), stored),
  };
}
