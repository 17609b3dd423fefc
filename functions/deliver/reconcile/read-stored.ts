// Reads what Feishu holds of a batch's records, asking by their identities.

import { scopeMissing } from '../../../shared/feishu/codes/gateway.ts';
import { PagesCutOff, readPages } from '../../../shared/feishu/pages.ts';
import type { Failing } from '../../../shared/feishu/trouble.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { noteTrouble } from '../batch/note-trouble.ts';
import type { DeliverInvocation, HandBack, OpenBatch } from '../context.ts';
import type { Item } from '../record/item.ts';
import { fieldsIn } from '../record/same-content.ts';
import { assignHalves } from '../send/culprits.ts';

export type Read =
  | { readonly kind: 'records'; readonly records: ReadonlyMap<string, JsonObject> }
  /** Feishu refuses the query for these records. */
  | { readonly kind: 'refused' }
  /** The app lacks the scope of the query. */
  | { readonly kind: 'may_not_read' }
  | { readonly kind: 'hand_back'; readonly handBack: HandBack };

export async function readStored(
  invocation: DeliverInvocation,
  batch: OpenBatch,
  items: readonly Item[],
  filters: JsonObject,
): Promise<Read> {
  const { deadlineMs, client } = invocation;
  const { operation, lookUpLane, userIdType, health } = batch;
  const { query, filter } = operation.recovery;
  const records = new Map<string, JsonObject>();
  try {
    const wanted = { [filter]: items.map(({ name }) => name), ...filters };
    const needed = { identity: operation.identity, fields: fieldsSent(items) };
    const options = { lane: lookUpLane, userIdType, deadlineMs, needed };
    for await (const page of readPages(client, query, wanted, options)) {
      for (const record of page.records) records.set(String(record[operation.identity]), record);
    }
    health.brokenInARow = 0;
    return { kind: 'records', records };
  } catch (error) {
    if (!(error instanceof PagesCutOff)) throw error;
    return cutOff(invocation, batch, error);
  }
}

/** The names of all fields that the records and their details have: those are compared. */
function fieldsSent(items: readonly Item[]): ReadonlySet<string> {
  return new Set(items.flatMap(({ line }) => [...fieldsIn(line.record)]));
}

function cutOff(invocation: DeliverInvocation, batch: OpenBatch, error: PagesCutOff): Read {
  if (error.kind === 'refused') return { kind: 'refused' };
  const failing = error.failing() ?? emptyPagesInVain(error);
  if (!failing) return { kind: 'hand_back', handBack: { why: 'deadline' } };
  const trouble = noteTrouble(invocation, batch, failing);
  if (error.kind === 'barred' && error.code === scopeMissing) return { kind: 'may_not_read' };
  if (error.kind === 'barred' || error.kind === 'unauthorised') {
    invocation.log('barred', { job: batch.plan.job, code: error.code, log_id: error.logId });
    invocation.metrics.count('barred', 1);
    return { kind: 'hand_back', handBack: { why: 'barred', trouble } };
  }
  const isOfAll = error.kind === 'throttled' || error.kind === 'unreachable' || error.why === 'no_token';
  return {
    kind: 'hand_back',
    handBack: isOfAll ? { why: 'outage', trouble } : { why: 'broken', trouble },
  };
}

/** So many empty pages in a row are a trouble: all that a look-up asks for fits on one page. */
const fewEmptyPages = 3;

/**
 * The trouble of a look-up that ran out of time after empty pages; undefined where there were too few to tell. readPages
 * waits for many more, for which a lane has no turns.
 */
function emptyPagesInVain({ emptyPages }: PagesCutOff): Failing | undefined {
  return emptyPages < fewEmptyPages ? undefined : { kind: 'empty_pages', logId: undefined };
}

/**
 * Reads the records in parts. A part that Feishu refuses is halved, down to one record, so that one bad identity does not
 * hide the others. Each half gets a new, higher number, and the part with the highest number (`lookPart`) is read first. The
 * journal keeps the numbers, so that the next invocation goes on with the same parts.
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
