// Continues or ends a job whose process has ended. Its queues were in that process's memory and are gone. No process works
// on its batches any more, because this process has the lock of the home (DIR/.payferry).

import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { systemClock } from '../../../shared/clock.ts';
import { abortMark } from '../../../shared/job/abort.ts';
import { completeJson } from '../../../shared/job/complete.ts';
import { journalJson } from '../../../shared/job/journal.ts';
import { laneMessageOf } from '../../../shared/job/lane-message.ts';
import { outcomeLines } from '../../../shared/job/outcomes.ts';
import type { Plan } from '../../../shared/job/plan.ts';
import { sentJson } from '../../../shared/job/sent.ts';
import { queues } from '../../world/start.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import { approve, endJob, tellAgain } from '../watch/watch-job.ts';
import type { Text } from '../words/say.ts';

/**
 * Continues a job. To be called when a yes was given, or none is needed. A complete job only needs its report, so
 * report is told again. For any other, split queues every batch again, and deliver skips those that are done.
 */
export async function goOn(payferry: LocalPayferry, { job }: Plan): Promise<void> {
  const { store } = payferry;
  if (await completeJson.exists(store, { job })) return tellAgain(payferry, completeJson.key({ job }));
  await letGoOfBatches(payferry, job);
  await sentJson.remove(store, { job });
  await approve(payferry, job);
}

async function letGoOfBatches({ store }: LocalPayferry, job: string): Promise<void> {
  for await (const keys of store.list(journalJson.folder({ job }))) {
    for (const key of keys) {
      const batch = Number(journalJson.namesIn(key)?.batch);
      const found = await journalJson.readTagged(store, { job, batch });
      // A released journal may be taken at once.
      if (!found || found.content.released) continue;
      await journalJson.replace(store, { job, batch }, { ...found.content, taken_ms: 0 }, found.tag);
    }
  }
}

interface AsItStands {
  readonly reason: Text;
  /** True: records in doubt are looked up. False: the job belongs to another service or app, which this run cannot ask. */
  readonly asksFeishu: boolean;
  /** Aborts the wait for the look-ups. */
  readonly stopping: AbortSignal;
}

/** Longest wait for look-ups. Deliver looks for a missing record twice, by default a minute apart, until it is `unsent`. */
const longestLookMs = 180_000;
const lookEveryMs = 200;

/** Sends no further record. Records in doubt are looked up first if Feishu can be asked, then the job is reported. */
export async function endAsItStands(
  payferry: LocalPayferry,
  plan: Plan,
  { reason, asksFeishu, stopping }: AsItStands,
): Promise<void> {
  const { store, world } = payferry;
  const { job } = plan;
  await abortMark.writeOnce(store, { job }, { v: 1, by: 'a person', reason });
  if (asksFeishu && !(await completeJson.exists(store, { job }))) {
    await letGoOfBatches(payferry, job);
    // Patience counts from the time in sent.json. If it was over, deliver would look nothing up.
    await sentJson.remove(store, { job });
    const inDoubt = await batchesInDoubt(payferry, plan);
    for (const batch of inDoubt) {
      const { body, groupId, deduplicationId } = laneMessageOf(plan, batch);
      await world.sqs.client.send(
        new SendMessageCommand({
          QueueUrl: world.sqs.queue(queues.lanes).url,
          MessageBody: body,
          MessageGroupId: groupId,
          MessageDeduplicationId: deduplicationId,
        }),
      );
    }
    await lookedUp(payferry, plan, inDoubt, stopping);
  }
  await endJob(payferry, job, reason);
}

async function lookedUp(
  payferry: LocalPayferry,
  { job }: Plan,
  batches: readonly number[],
  stopping: AbortSignal,
): Promise<void> {
  const untilMs = systemClock.now() + longestLookMs;
  for (const batch of batches) {
    while (!(await outcomeLines.exists(payferry.store, { job, batch }))) {
      payferry.check();
      if (stopping.aborted || systemClock.now() > untilMs) return;
      await systemClock.sleep(lookEveryMs, stopping);
    }
  }
}

/** Numbers of the batches with a journal and without outcomes. Calls of them were made, or may have been. */
async function batchesInDoubt({ store }: LocalPayferry, { job, batches }: Plan): Promise<readonly number[]> {
  const inDoubt: number[] = [];
  for (const index of batches.keys()) {
    const [called, done] = await Promise.all([
      journalJson.exists(store, { job, batch: index }),
      outcomeLines.exists(store, { job, batch: index }),
    ]);
    if (called && !done) inDoubt.push(index);
  }
  return inDoubt;
}
