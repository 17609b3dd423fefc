// What Feishu holds of a batch's records, by their identity.

import type { JsonObject } from '../../shared/json.ts';
import { PagesCutOff, readPages } from '../../shared/feishu/pages.ts';
import type { Invocation, Later, OpenBatch } from './delivery.ts';
import type { Item } from './item.ts';
import { halves } from './narrow.ts';

export type Read =
  | { readonly kind: 'records'; readonly records: ReadonlyMap<string, JsonObject> }
  | { readonly kind: 'refused' }
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
    return { kind: 'records', records };
  } catch (error) {
    if (!(error instanceof PagesCutOff)) throw error;
    if (error.kind === 'barred' && error.code === scopeMissing) return { kind: 'may_not_read' };
    if (error.kind === 'refused') return { kind: 'refused' };
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

/**
 * One name that Feishu will not look for must not keep all others from being found: what it refuses is halved, down to
 * one record. What was halved stays halved, so that the next invocation goes on where there was no more time in this one:
 * with the newest halves.
 */
export async function* partByPart<Answer extends { readonly kind: string }>(
  batch: OpenBatch,
  items: readonly Item[],
  read: (part: readonly Item[]) => Promise<Answer>,
): AsyncGenerator<{ readonly part: readonly Item[]; readonly answer: Answer }, void, undefined> {
  const parts: (readonly Item[])[] = [...Map.groupBy(items, ({ lookPart }) => lookPart)]
    .toSorted(([one], [other]) => one - other)
    .map(([, part]) => part);
  for (let part = parts.pop(); part; part = parts.pop()) {
    const answer = await read(part);
    if (answer.kind === 'refused' && part.length > 1) parts.push(...halves(part, batch.items, 'lookPart'));
    else yield { part, answer };
  }
}
