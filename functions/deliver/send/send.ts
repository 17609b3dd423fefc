// Sends what is surely not processed, in as few calls as can be, and takes each answer for what it says.

import type { InDoubt } from '../../../shared/feishu/answer.ts';
import type { Failure, WriteAnswer } from '../../../shared/feishu/client.ts';
import type { DeliverInvocation, HandBack, OpenBatch } from '../context.ts';
import { doubt, settleItem, type Item } from '../record/item.ts';
import { culpritsOf, assignHalves, messageOf } from './blame.ts';
import { noteTrouble } from '../batch/note-trouble.ts';
import { stopIfMostlyGuilty, isStoppedOrComplete } from './stop.ts';

export async function send(
  invocation: DeliverInvocation,
  batch: OpenBatch,
  items: readonly Item[],
): Promise<HandBack | undefined> {
  const { operation, held, lane, userIdType } = batch;
  const groups = groupsOf(items, held.journal.group_size).toReversed();
  for (let group = groups.pop(), isFirst = true; group; group = groups.pop(), isFirst = false) {
    // Before the first, settle has just looked.
    if (!isFirst && (await isStoppedOrComplete(invocation, batch))) return undefined;
    const answer = await invocation.client.write(
      operation,
      group.map(({ line }) => line.record),
      { lane, userIdType, deadlineMs: invocation.deadlineMs },
    );
    if (answer.kind === 'accepted') {
      take(invocation, batch, group, answer);
      continue;
    }
    if (answer.kind === 'refused') {
      groups.push(...narrow(batch, group, answer));
      await stopIfMostlyGuilty(invocation, batch);
      continue;
    }
    return failed(invocation, batch, group, answer);
  }
  return undefined;
}

/** What was halved stays halved, also for the next invocation. */
function groupsOf(items: readonly Item[], size: number): (readonly Item[])[] {
  return [...Map.groupBy(items, ({ part }) => part).values()].flatMap((part) => {
    const groups = [];
    for (let start = 0; start < part.length; start += size) groups.push(part.slice(start, start + size));
    return groups;
  });
}

function take(
  invocation: DeliverInvocation,
  batch: OpenBatch,
  group: readonly Item[],
  answer: Extract<WriteAnswer, { kind: 'accepted' }>,
): void {
  const { clock, metrics } = invocation;
  const { operation, health } = batch;
  const { verdicts, unread } = answer;
  if (unread) noteTrouble(invocation, batch, { ...answer, ...unread, kind: 'broken' });
  health.lastAnsweredMs = clock.now();
  health.brokenInARow = 0;
  for (const [index, item] of group.entries()) {
    const verdict = verdicts[index];
    switch (verdict?.kind) {
      case 'done':
        settleItem(operation, item, { status: operation.done, id: verdict.id });
        break;
      case undefined:
      case 'no_result':
        doubt(item);
        break;
      case 'refused':
      case 'unknown_code':
        if (verdict.kind === 'unknown_code') metrics.count('unknown_code', 1);
        if (isConflict(operation.recovery, item, verdict.code)) {
          item.state = 'conflict';
          item.emptyLooksMs = [];
          [item.lastCode, item.lastMessage] = [verdict.code, verdict.message];
        } else
          settleItem(operation, item, { status: 'refused', code: verdict.code, message: verdict.message });
    }
  }
}

/** Of a code that also means something else (an overlap), only after a call that nobody answered. */
function isConflict(
  { kind, conflictCodes }: OpenBatch['operation']['recovery'],
  { attempted }: Item,
  code: number,
): boolean {
  if (!conflictCodes.includes(code)) return false;
  if (kind === 'absence') return attempted;
  return attempted || code === conflictCodes[0];
}

/** The whole call was refused, and nothing of it processed. */
function narrow(
  { operation, health, items }: OpenBatch,
  group: readonly Item[],
  answer: Extract<WriteAnswer, { kind: 'refused' }>,
): (readonly Item[])[] {
  health.brokenInARow = 0;
  const named = culpritsOf(group, answer.violations);
  const guilty = group.length === 1 ? group : [...named.keys()];
  for (const item of guilty) {
    item.blamed = true;
    const violation = named.get(item) ?? answer.violations[0];
    const message = messageOf(answer.message, violation);
    settleItem(operation, item, { status: 'refused', code: answer.code ?? 0, message });
  }
  const innocent = group.filter(({ state }) => state !== 'settled');
  return guilty.length > 0
    ? [innocent].filter(({ length }) => length > 0)
    : assignHalves(group, items, 'part');
}

async function failed(
  invocation: DeliverInvocation,
  batch: OpenBatch,
  group: readonly Item[],
  answer: Exclude<Failure, { kind: 'refused' }>,
): Promise<HandBack | undefined> {
  switch (answer.kind) {
    case 'throttled':
    case 'unreachable':
      return { why: 'outage', trouble: noteTrouble(invocation, batch, answer) };
    case 'unauthorised':
    case 'barred':
      invocation.log('barred', { job: batch.plan.job, code: answer.code, log_id: answer.logId });
      invocation.metrics.count('barred', 1);
      return { why: 'barred', trouble: noteTrouble(invocation, batch, answer) };
    case 'not_sent':
      if (answer.why === 'no_token')
        return { why: 'outage', trouble: noteTrouble(invocation, batch, answer.because) };
      // Stopped while it waited for its turn; unless whoever stopped the job has thought better of it.
      if (answer.why === 'aborted' && (await isStoppedOrComplete(invocation, batch))) return undefined;
      return { why: 'deadline' };
    case 'broken':
    case 'unknown_code':
    case 'unanswered':
      return broken(invocation, batch, group, answer);
  }
}

/** Two calls in a row, or ten seconds without an answer. */
const mostBrokenInARow = 2;

function broken(
  invocation: DeliverInvocation,
  batch: OpenBatch,
  group: readonly Item[],
  answer: InDoubt,
): HandBack | undefined {
  const { clock, settings } = invocation;
  const { health, held } = batch;
  const trouble = noteTrouble(invocation, batch, answer);
  for (const item of group) {
    doubt(item);
    if (group.length === 1) {
      item.brokeAlone += 1;
      item.lastCode = 'code' in answer ? (answer.code ?? 0) : 0;
    }
  }
  held.journal.broken += 1;
  health.brokenInARow += 1;
  const silentMs = clock.now() - health.lastAnsweredMs;
  const stormy = health.brokenInARow >= mostBrokenInARow || silentMs > settings.BACK_OFF_MS;
  return stormy ? { why: 'outage', trouble } : undefined;
}
