// Finds out what became of records whose end nobody knows, as far as they can be looked up.

import { chinaTime } from '../../shared/china-time.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Audit } from './audit.ts';
import type { Invocation, Later, OpenBatch } from './delivery.ts';
import type { Item } from './item.ts';
import { found, notFound, type Look } from './look-verdicts.ts';
import { isPoison } from './poison.ts';
import { readStored, type Read } from './read-stored.ts';
import { withoutLooking } from './without-looking.ts';

/** Feishu's clock and ours may differ, and its times are to the second. */
const clocksDifferMs = 5000;

export async function lookUp(
  invocation: Invocation,
  batch: OpenBatch,
  before: Audit | undefined,
  items: readonly Item[],
): Promise<Later | undefined> {
  const look: Look = { invocation, batch, before, poisonous: await isPoison(invocation, batch) };
  if (!batch.weather.mayRead) return withoutLooking(look, items);
  const read = await readStored(invocation, batch, items, {});
  if (read.kind === 'may_not_read') {
    batch.weather.mayRead = false;
    return withoutLooking(look, items);
  }
  if (read.kind === 'later') return read.later;

  const there = items.filter(({ name }) => read.records.has(name));
  const young = await youngOnes(invocation, batch, there);
  if (young?.kind === 'later') return young.later;
  for (const item of items) {
    const record = read.records.get(item.name);
    item.lookRefused = read.refused.has(item);
    if (item.lookRefused) withoutLooking(look, [item]);
    else if (!record) notFound(look, item);
    else {
      const isSince = young?.kind === 'records' ? young.records.has(item.name) : isYoung(batch, record);
      found(look, item, record, isSince);
    }
  }
  return undefined;
}

/** Of records that show no time of creation: those that were created since the first call. */
async function youngOnes(
  invocation: Invocation,
  batch: OpenBatch,
  items: readonly Item[],
): Promise<Read | undefined> {
  if (batch.operation.recovery.kind !== 'overlap' || items.length === 0) return undefined;
  return readStored(invocation, batch, items, {
    create_time_gte: chinaTime(batch.held.book.first_call_ms - clocksDifferMs),
  });
}

function isYoung({ held }: OpenBatch, { create_time }: JsonObject): boolean {
  return (
    typeof create_time === 'string' && create_time >= chinaTime(held.book.first_call_ms - clocksDifferMs)
  );
}
