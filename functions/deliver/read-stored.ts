// What Feishu holds of a batch's records, by their identity.

import type { JsonObject } from '../../shared/json.ts';
import { PagesCutOff, readPages } from '../../shared/feishu/pages.ts';
import type { Invocation, Later, OpenBatch } from './delivery.ts';
import type { Item } from './item.ts';

export type Read =
  | {
      readonly kind: 'records';
      readonly records: ReadonlyMap<string, JsonObject>;
      /** Feishu refuses to look for them, each asked for alone. */
      readonly refused: ReadonlySet<Item>;
    }
  | { readonly kind: 'may_not_read' }
  | { readonly kind: 'later'; readonly later: Later };

export async function readStored(
  invocation: Invocation,
  batch: OpenBatch,
  items: readonly Item[],
  filters: JsonObject,
): Promise<Read> {
  const { deadlineMs, client, log, metrics } = invocation;
  const { plan, operation, lookUpLane, userIdType, weather } = batch;
  const { query, filter } = operation.recovery;
  const records = new Map<string, JsonObject>();
  try {
    const wanted = { [filter]: items.map(({ name }) => name), ...filters };
    for await (const page of readPages(client, query, wanted, { lane: lookUpLane, userIdType, deadlineMs })) {
      for (const record of page.records) {
        const name = record[operation.identity];
        if (typeof name === 'string') records.set(name, record);
      }
    }
    weather.brokenInARow = 0;
    return { kind: 'records', records, refused: new Set() };
  } catch (error) {
    if (!(error instanceof PagesCutOff)) throw error;
    if (error.kind === 'barred' && error.code === scopeMissing) return { kind: 'may_not_read' };
    if (error.kind === 'refused') return inHalves(invocation, batch, items, filters);
    if (error.kind === 'not_sent' && error.why === 'deadline')
      return { kind: 'later', later: { why: 'deadline' } };
    if (error.kind === 'barred' || error.kind === 'unauthorised') {
      log('barred', { job: plan.job, code: error.code, log_id: error.logId });
      metrics.count('barred', 1);
      return { kind: 'later', later: { why: 'barred' } };
    }
    return { kind: 'later', later: { why: 'outage' } };
  }
}

const scopeMissing = 99991672;

/** One name that Feishu will not look for must not keep all others from being found. */
async function inHalves(
  invocation: Invocation,
  batch: OpenBatch,
  items: readonly Item[],
  filters: JsonObject,
): Promise<Read> {
  if (items.length === 1) return { kind: 'records', records: new Map(), refused: new Set(items) };
  const middle = Math.ceil(items.length / 2);
  const first = await readStored(invocation, batch, items.slice(0, middle), filters);
  if (first.kind !== 'records') return first;
  const second = await readStored(invocation, batch, items.slice(middle), filters);
  if (second.kind !== 'records') return second;
  return {
    kind: 'records',
    records: new Map([...first.records, ...second.records]),
    refused: new Set([...first.refused, ...second.refused]),
  };
}
