// The records as they were before this job touched them: read and written once, before the first call, wherever the end
// of an unanswered call can only be told from what was there before.

import { isJsonObject, readJson, type JsonObject } from '../../../shared/values/json.ts';
import { auditKey } from '../../../shared/keys.ts';
import type { DeliverInvocation, HandBack, OpenBatch } from '../context.ts';
import type { Item } from '../record/item.ts';
import { partByPart, readStored, type Read } from './read-stored.ts';

export type BeforeImages = ReadonlyMap<string, JsonObject>;

export type BeforeImagesTaken =
  | { readonly kind: 'audit'; readonly takeBeforeImages: BeforeImages }
  /** Not needed, or not all of them can be read. */
  | { readonly kind: 'none' }
  | { readonly kind: 'later'; readonly later: HandBack };

/** Kept instead of the records where not all of them can be read. */
const mayNotRead = '{"may_not_read":true}\n';

export async function audit(invocation: DeliverInvocation, batch: OpenBatch): Promise<BeforeImagesTaken> {
  const { store } = invocation;
  if (!batch.items.some((item) => needsBeforeImage(batch, item))) return { kind: 'none' };
  const key = auditKey(batch.plan.job, batch.index);
  const kept = await store.read(key);
  if (kept === mayNotRead) return { kind: 'none' };
  if (kept !== undefined)
    return { kind: 'audit', takeBeforeImages: byIdentity(batch, kept.split('\n').map(readJson)) };

  // No call comes before it, so none was made: whoever held the batch before came to its end before that.
  for (const item of batch.items) {
    if (item.state !== 'settled') [item.state, item.attempted] = ['unsent', false];
  }
  const read = await readAll(invocation, batch);
  if (read.kind === 'later') return read;
  const text =
    read.kind === 'records'
      ? [...read.records.values()].map((record) => `${JSON.stringify(record)}\n`).join('')
      : mayNotRead;
  const written = await store.writeOnce(key, text);
  return written === 'written' && read.kind === 'records'
    ? { kind: 'audit', takeBeforeImages: read.records }
    : audit(invocation, batch);
}

/** One record that Feishu refuses to look up ends it: it cannot be whole any more. */
async function readAll(invocation: DeliverInvocation, batch: OpenBatch): Promise<Read> {
  const records = new Map<string, JsonObject>();
  const read = (part: readonly Item[]) => readStored(invocation, batch, part, {});
  for await (const { answer } of partByPart(batch, batch.items, read)) {
    if (answer.kind !== 'records') return answer;
    for (const [name, record] of answer.records) records.set(name, record);
  }
  return { kind: 'records', records };
}

/** Removes, and updates that add details: sent twice they would add them twice. */
export function needsBeforeImage({ operation }: OpenBatch, { line }: Item): boolean {
  if (operation.recovery.kind === 'absence') return true;
  return operation.recovery.kind === 'rewrite' && addsDetails(line.record);
}

function addsDetails({ details }: JsonObject): boolean {
  return (
    Array.isArray(details) &&
    details.some((detail: unknown) => isJsonObject(detail) && (detail.id ?? '') === '')
  );
}

function byIdentity({ operation }: OpenBatch, records: readonly unknown[]): BeforeImages {
  return new Map(
    records.filter(isJsonObject).flatMap((record) => {
      const name = record[operation.identity];
      return typeof name === 'string' ? [[name, record] as const] : [];
    }),
  );
}
