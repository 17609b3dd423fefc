// What Feishu holds of a batch's records, by their identity.

import type { JsonObject } from '../../shared/json.ts';
import { PagesCutOff, readPages } from '../../shared/feishu/pages.ts';
import type { Invocation, Later, OpenBatch } from './delivery.ts';
import type { Item } from './item.ts';

export type Read =
  | { readonly kind: 'records'; readonly records: ReadonlyMap<string, JsonObject> }
  | { readonly kind: 'may_not_read' }
  | { readonly kind: 'later'; readonly later: Later };

export async function readStored(
  { deadlineMs, client, settings, log }: Invocation,
  { plan, operation, lookUpLane, userIdType, weather }: OpenBatch,
  items: readonly Item[],
  filters: JsonObject,
): Promise<Read> {
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
    return { kind: 'records', records };
  } catch (error) {
    if (!(error instanceof PagesCutOff)) throw error;
    if (error.kind === 'barred' && error.code === scopeMissing) return { kind: 'may_not_read' };
    if (error.kind === 'not_sent' && error.why === 'deadline')
      return { kind: 'later', later: { why: 'deadline', delayMs: 0 } };
    if (error.kind === 'barred' || error.kind === 'unauthorised') {
      log('barred', { job: plan.job, code: error.code, log_id: error.logId });
      return { kind: 'later', later: { why: 'barred', delayMs: settings.BACK_OFF_MS } };
    }
    return { kind: 'later', later: { why: 'outage', delayMs: settings.BACK_OFF_MS } };
  }
}

const scopeMissing = 99991672;
