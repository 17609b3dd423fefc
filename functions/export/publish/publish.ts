// A run that is whole becomes a snapshot: its parts are copied, then the manifest says what they hold. The parts appear under
// snapshots/ before the manifest, so a reader that finds the manifest finds all of them.

import type { Manifest } from '../../../shared/run/manifest.ts';
import { must } from '../../../shared/errors.ts';
import { differenceToTell } from '../../../shared/feishu/feishu-clock.ts';
import { runFeishuClockJson, type RunFeishuClock } from '../../../shared/run/feishu-clock.ts';
import { manifestJson, snapshotPart } from '../../../shared/run/manifest.ts';
import type { RunPlan } from '../../../shared/run/plan.ts';
import type { Staged } from '../../../shared/run/staged.ts';
import { chinaTime } from '../../../shared/values/china-time.ts';
import { say } from '../../../shared/words/say.ts';
import type { Language } from '../../../shared/words/sentences.ts';
import type { ExportInvocation, Run } from '../context.ts';
import { tellExport } from '../tell-export.ts';

/** Where the snapshot of a run stands: under the day in UTC+8 on which the run began. */
export function placeOf({ dataset, run, started_at }: RunPlan) {
  return { dataset, dt: chinaTime(Date.parse(started_at)).slice(0, 10), run };
}

const copiesAtOnce = 4;

export async function publish(invocation: ExportInvocation, run: Run, staged: Staged): Promise<Manifest> {
  const { store, settings, clock } = invocation;
  const { plan, operation, effort } = run;
  await copyParts(invocation, plan, staged);

  const feishuClock = must(
    await runFeishuClockJson.read(store, { run: plan.run }),
    'the clock of a run that was read',
  );
  const { v: _, parts, ...said } = staged;
  const { part_records: _records, ...planned } = plan;
  const { trouble: _trouble, ...cost } = effort;
  const manifest: Manifest = {
    ...planned,
    ...said,
    files: parts.map(({ key: _key, ...file }) => file),
    amount: operation.amount,
    ...cost,
    code_sha256: invocation.codeSha256,
    published_at: new Date(clock.now()).toISOString(),
    bookmark: feishuClock.began_at,
    ...aboutClock(feishuClock, settings.LANGUAGE),
    guarantee: tellExport(say(`export.guarantee_of_${plan.mode}`), settings.LANGUAGE),
  };
  await manifestJson.writeOnce(store, placeOf(plan), manifest);
  return manifest;
}

function aboutClock(
  { difference_ms: difference }: RunFeishuClock,
  language: Language,
): Pick<Manifest, 'feishu_ahead_seconds' | 'clocks_differ'> {
  if (!difference) return { feishu_ahead_seconds: null };
  const toTell = differenceToTell({ leastMs: difference.least, mostMs: difference.most });
  return {
    feishu_ahead_seconds: Math.round((difference.least + difference.most) / 2000),
    ...(toTell === undefined
      ? {}
      : { clocks_differ: tellExport(say('export.clocks_differ', { feishuAheadMs: toTell }), language) }),
  };
}

/**
 * Copies the parts under snapshots/. On failure it waits for the copies under way before it throws, so that `removeParts`
 * sees every part.
 */
async function copyParts({ objects }: ExportInvocation, plan: RunPlan, { parts }: Staged): Promise<void> {
  const left = [...parts];
  const copyOn = async () => {
    try {
      for (let part = left.shift(); part; part = left.shift())
        await objects.copy(part.key, snapshotPart.key({ ...placeOf(plan), part: part.name }));
    } catch (error) {
      left.length = 0;
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: copiesAtOnce }, copyOn));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
