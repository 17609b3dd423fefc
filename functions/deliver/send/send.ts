// Sends the unsent records of a batch, in as few calls as the size of its calls and its parts allow, and takes each answer
// for what it says.

import type { InDoubt } from '../../../shared/feishu/answer.ts';
import type { Failure, WriteAnswer } from '../../../shared/feishu/client.ts';
import { must } from '../../../shared/errors.ts';
import { say } from '../../../shared/words/say.ts';
import { noteTrouble } from '../batch/note-trouble.ts';
import type { DeliverInvocation, HandBack, OpenBatch } from '../context.ts';
import { noteAnswer, noteBroken } from '../lane/health.ts';
import type { Item } from '../record/item.ts';
import { assignHalves, culpritsOf } from './culprits.ts';
import { isStoppedOrComplete, stopIfMostAreBlamed } from './stop.ts';

export async function send(
  invocation: DeliverInvocation,
  batch: OpenBatch,
  items: readonly Item[],
): Promise<'done' | HandBack> {
  const { plan, operation, lane, userIdType } = batch;
  const groups = groupsOf(items, operation.recordsPerCall).toReversed();
  for (let group = groups.pop(), isFirst = true; group; group = groups.pop(), isFirst = false) {
    // Before the first call `settleBatch` has just checked this.
    if (!isFirst && (await isStoppedOrComplete(invocation, plan.job))) return 'done';
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
      await stopIfMostAreBlamed(invocation, batch);
      continue;
    }
    return failed(invocation, batch, group, answer);
  }
  return 'done';
}

/**
 * Records of different parts never share a call: the halves of a refused call stay apart, also in the next invocation. What broke the
 * fewest calls is sent first, so that a poisonous half does not keep the other from its turn.
 */
function groupsOf(items: readonly Item[], size: number): (readonly Item[])[] {
  const groups = [...Map.groupBy(items, ({ part }) => part).values()].flatMap((part) => {
    const calls = [];
    for (let start = 0; start < part.length; start += size) calls.push(part.slice(start, start + size));
    return calls;
  });
  return groups.toSorted((a, b) => brokeOf(a) - brokeOf(b));
}

function brokeOf(group: readonly Item[]): number {
  return Math.max(...group.map(({ broke }) => broke));
}

function take(
  invocation: DeliverInvocation,
  batch: OpenBatch,
  group: readonly Item[],
  answer: Extract<WriteAnswer, { kind: 'accepted' }>,
): void {
  const { clock, metrics } = invocation;
  const { verdicts, unread } = answer;
  const { held } = batch;
  if (unread) noteTrouble(invocation, batch, { ...answer, ...unread, kind: 'broken' });
  noteAnswer(batch.health, clock.now());
  Object.assign(held.journal, { accepted_ms: clock.now(), broken_since: 0 });
  for (const [index, item] of group.entries()) {
    const verdict = must(verdicts[index], 'a verdict for each record');
    if (verdict.kind === 'unknown_code') metrics.count('unknown_code', 1);
    item.happened({ kind: 'answered', verdict, logId: answer.logId, called: held.lastCall });
  }
}

/**
 * The whole call was refused, so nothing of it was processed. Tells the culprits so: they are refused, or looked up where an
 * earlier call is open. Answers with the groups to send in place of the call: the other records, or two halves where no culprit
 * is known.
 */
function narrow(
  { health, items }: OpenBatch,
  group: readonly Item[],
  answer: Extract<WriteAnswer, { kind: 'refused' }>,
): (readonly Item[])[] {
  health.brokenInARow = 0;
  const named = culpritsOf(group, answer.violations);
  const guilty = group.length === 1 ? group : [...named.keys()];
  for (const item of guilty) {
    item.blamed = true;
    const violation = named.get(item) ?? answer.violations[0];
    const message = say('outcome.refused_for', {
      message: answer.message,
      field: violation?.field,
      description: violation?.description,
    });
    item.happened({ kind: 'refused', said: { code: answer.code ?? 0, message } });
  }
  const innocent = group.filter((item) => !guilty.includes(item));
  return guilty.length > 0
    ? [innocent].filter(({ length }) => length > 0)
    : assignHalves(group, items, 'part');
}

async function failed(
  invocation: DeliverInvocation,
  batch: OpenBatch,
  group: readonly Item[],
  answer: Exclude<Failure, { kind: 'refused' }>,
): Promise<'done' | HandBack> {
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
      // The job was stopped while the call waited for its turn. If a person has removed `abort` since, the batch goes back to
      // its queue.
      if (answer.why === 'aborted' && (await isStoppedOrComplete(invocation, batch.plan.job))) return 'done';
      return { why: 'deadline' };
    case 'broken':
    case 'unknown_code':
    case 'unanswered':
      return broken(invocation, batch, group, answer);
  }
}

/** The others of the lane wait for so many turns of a batch whose calls break. */
const mostBrokenHere = 2;

function broken(
  invocation: DeliverInvocation,
  batch: OpenBatch,
  group: readonly Item[],
  answer: InDoubt,
): 'done' | HandBack {
  const { clock, settings } = invocation;
  const { health, held } = batch;
  const trouble = noteTrouble(invocation, batch, answer);
  const alone = group.length === 1;
  const { code = 0, message = '', log_id, field } = trouble;
  const said = { code, message, log_id, field };
  for (const item of group) item.happened({ kind: 'broke', alone, said, called: held.lastCall });
  const { journal } = held;
  journal.broken += 1;
  journal.broken_since += 1;
  journal.broke_ms ??= clock.now();
  held.brokenHere += 1;
  const isLong = noteBroken(health, held, clock.now(), settings.BACK_OFF_MS);
  if (!isLong && held.brokenHere < mostBrokenHere) return 'done';
  return { why: 'broken', trouble, brokenCalls: journal.broken_since };
}
