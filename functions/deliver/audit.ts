// The records as they were before this job touched them: read and written once, before the first call, wherever the end
// of an unanswered call can only be told from what was there before.

import { isJsonObject, readJson, type JsonObject } from '../../shared/json.ts';
import { auditKey } from '../../shared/keys.ts';
import type { Invocation, Later, OpenBatch } from './delivery.ts';
import type { Item } from './item.ts';
import { readStored } from './read-stored.ts';

export type Audit = ReadonlyMap<string, JsonObject>;

export type Audited =
  | { readonly kind: 'audit'; readonly audit: Audit }
  /** Not needed, or the app may not read all of them. */
  | { readonly kind: 'none' }
  | { readonly kind: 'later'; readonly later: Later };

/** Kept instead of the records where the app may not read all of them. */
const mayNotRead = '{"may_not_read":true}\n';

export async function audit(invocation: Invocation, batch: OpenBatch): Promise<Audited> {
  const { store } = invocation;
  if (!batch.items.some((item) => dependsOnBefore(batch, item))) return { kind: 'none' };
  const key = auditKey(batch.plan.job, batch.index);
  const kept = await store.read(key);
  if (kept === mayNotRead) return { kind: 'none' };
  if (kept !== undefined) return { kind: 'audit', audit: byIdentity(batch, kept.split('\n').map(readJson)) };

  // No call comes before it, so none was made: whoever held the batch before came to its end before that.
  for (const item of batch.items) {
    if (item.state !== 'settled') [item.state, item.attempted] = ['unsent', false];
  }
  const read = await readStored(invocation, batch, batch.items, {});
  if (read.kind === 'later') return read;
  const isWhole = read.kind === 'records' && read.refused.size === 0;
  const text = !isWhole
    ? mayNotRead
    : [...read.records.values()].map((record) => `${JSON.stringify(record)}\n`).join('');
  const written = await store.writeOnce(key, text);
  return written === 'written' && isWhole ? { kind: 'audit', audit: read.records } : audit(invocation, batch);
}

/** Removes, and updates that add details: sent twice they would add them twice. */
export function dependsOnBefore({ operation }: OpenBatch, { line }: Item): boolean {
  if (operation.recovery.kind === 'absence') return true;
  return operation.recovery.kind === 'rewrite' && addsDetails(line.record);
}

function addsDetails({ details }: JsonObject): boolean {
  return (
    Array.isArray(details) &&
    details.some((detail: unknown) => isJsonObject(detail) && (detail.id ?? '') === '')
  );
}

function byIdentity({ operation }: OpenBatch, records: readonly unknown[]): Audit {
  return new Map(
    records.filter(isJsonObject).flatMap((record) => {
      const name = record[operation.identity];
      return typeof name === 'string' ? [[name, record] as const] : [];
    }),
  );
}
