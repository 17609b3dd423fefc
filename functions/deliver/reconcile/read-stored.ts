// What Feishu holds of a batch's records, by their identity.

import type { JsonObject } from '../../../shared/values/json.ts';
import { PagesCutOff, readPages } from '../../../shared/feishu/pages.ts';
import type { Failing } from '../../../shared/feishu/trouble.ts';
import type { DeliverInvocation, HandBack, OpenBatch } from '../context.ts';
import type { Item } from '../record/item.ts';
import { assignHalves } from '../send/blame.ts';
import { noteTrouble } from '../batch/note-trouble.ts';

export type Read =
  | { readonly kind: 'records'; readonly records: ReadonlyMap<string, JsonObject> }
  | { readonly kind: 'refused' }
  | { readonly kind: 'may_not_read' }
  | { readonly kind: 'later'; readonly later: HandBack };

export async function readStored(
  invocation: DeliverInvocation,
  batch: OpenBatch,
  items: readonly Item[],
  filters: JsonObject,
): Promise<Read> {
  const { deadlineMs, client, log, metrics } = invocation;
  const { plan, operation, lookUpLane, userIdType, health } = batch;
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
    health.brokenInARow = 0;
    return { kind: 'records', records };
  } catch (error) {
    if (!(error instanceof PagesCutOff)) throw error;
    if (error.kind === 'refused') return { kind: 'refused' };
    const failing = error.failing() ?? emptyPagesInVain(error);
    if (!failing) return { kind: 'later', later: { why: 'deadline' } };
    const trouble = noteTrouble(invocation, batch, failing);
    if (error.kind === 'barred' && error.code === scopeMissing) return { kind: 'may_not_read' };
    if (error.kind === 'barred' || error.kind === 'unauthorised') {
      log('barred', { job: plan.job, code: error.code, log_id: error.logId });
      metrics.count('barred', 1);
      return { kind: 'later', later: { why: 'barred', trouble } };
    }
    return { kind: 'later', later: { why: 'outage', trouble } };
  }
}

/** All that a look-up asks for fits on one page. */
const fewEmptyPages = 3;

/** Look-ups of many lanes have rare turns: their time is over long before readPages gives a list of empty pages up. */
function emptyPagesInVain({ emptyPages }: PagesCutOff): Failing | undefined {
  return emptyPages < fewEmptyPages ? undefined : { kind: 'empty_pages', logId: undefined };
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
    if (answer.kind === 'refused' && part.length > 1)
      parts.push(...assignHalves(part, batch.items, 'lookPart'));
    else yield { part, answer };
  }
}
