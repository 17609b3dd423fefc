// Looks up records that are in doubt or in conflict, as far as Feishu allows it, and decides what became of them.

import { chinaTime } from '../../../shared/values/china-time.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { DeliverInvocation, HandBack, OpenBatch } from '../context.ts';
import type { Item } from '../record/item.ts';
import { poisonTest } from '../send/poison-record.ts';
import type { BeforeImages } from './before-image.ts';
import { partByPart, readStored, type Read } from './read-stored.ts';
import { found, notFound, type Look } from './verdicts.ts';
import { withoutLooking } from './without-looking.ts';

type Records = ReadonlyMap<string, JsonObject>;

/**
 * A record counts as created since the first call even if its time is this much earlier. Feishu's clock and ours may differ,
 * and its times are to the second.
 */
const clocksDifferMs = 5000;

export async function lookUp(
  invocation: DeliverInvocation,
  batch: OpenBatch,
  before: BeforeImages | undefined,
  items: readonly Item[],
): Promise<'done' | HandBack> {
  const look: Look = { invocation, batch, before, poisonous: await poisonTest(invocation, batch) };
  if (!batch.health.mayRead) {
    withoutLooking(look, items);
    return 'done';
  }
  for await (const { part, answer } of partByPart(batch, items, (some) => see(invocation, batch, some))) {
    if (answer.kind === 'hand_back') return answer.handBack;
    if (answer.kind === 'may_not_read') {
      // The records that are left keep their states. `settleBatch` brings them here again, and then they are settled without
      // a look.
      batch.health.mayRead = false;
      return 'done';
    }
    // Decided before the next part is read, because the invocation may end meanwhile.
    for (const item of part) tell(look, item, answer);
  }
  return 'done';
}

type Seen =
  /** `young`: those of the records that were created since the first call of the batch. */
  | { readonly kind: 'seen'; readonly records: Records; readonly young: Records }
  | Exclude<Read, { kind: 'records' }>;

async function see(invocation: DeliverInvocation, batch: OpenBatch, items: readonly Item[]): Promise<Seen> {
  const read = await readStored(invocation, batch, items, {});
  if (read.kind !== 'records') return read;
  const { records } = read;
  const there = items.filter(({ name }) => records.has(name));
  const since = chinaTime(batch.held.journal.first_call_ms - clocksDifferMs);
  if (batch.operation.recovery.kind !== 'overlap' || there.length === 0)
    return { kind: 'seen', records, young: new Map([...records].filter(([, one]) => isSince(one, since))) };

  // Recurring payments show no time of creation. A second query asks which of those that are there were created since then.
  const young = await readStored(invocation, batch, there, { create_time_gte: since });
  return young.kind === 'records' ? { kind: 'seen', records, young: young.records } : young;
}

function isSince({ create_time }: JsonObject, since: string): boolean {
  return typeof create_time === 'string' && create_time >= since;
}

function tell(look: Look, item: Item, answer: Extract<Seen, { kind: 'seen' | 'refused' }>): void {
  item.lookRefused = answer.kind === 'refused';
  if (answer.kind === 'refused') return withoutLooking(look, [item]);
  const record = answer.records.get(item.name);
  if (record) found(look, item, record, answer.young.has(item.name));
  else notFound(look, item);
}
