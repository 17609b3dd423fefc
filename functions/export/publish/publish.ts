// A run that is whole becomes a snapshot: its parts are copied, then the manifest says what they hold, then the dataset's
// newest run is this one, unless a newer one is there.

import { chinaTime } from '../../../shared/values/china-time.ts';
import { snapshotPrefix } from '../../../shared/keys.ts';
import type { Manifest } from '../../../shared/run/manifest.ts';
import { json } from '../../../shared/aws/store.ts';
import type { Staged } from '../assemble/stage-parts.ts';
import type { ExportInvocation, Run } from '../context.ts';
import type { RunPlan } from '../plan-run.ts';
import { guaranteeOf } from './guarantee.ts';

export const manifestName = '_manifest.json';

/** By the day in UTC+8 on which the run began. */
export function prefixOf({ dataset, run, started_at }: RunPlan): string {
  return snapshotPrefix(dataset, dayOf(started_at), run);
}

export function dayOf(startedAt: string): string {
  return chinaTime(Date.parse(startedAt)).slice(0, 10);
}

const copiesAtOnce = 4;

export async function publish(invocation: ExportInvocation, run: Run, staged: Staged): Promise<Manifest> {
  const { store, clock } = invocation;
  const { plan, effort } = run;
  const prefix = prefixOf(plan);
  await copyParts(invocation, staged, prefix);

  const { v: _, parts, ...said } = staged;
  const { part_records: _records, ...planned } = plan;
  const { trouble: _trouble, ...cost } = effort;
  const manifest: Manifest = {
    ...planned,
    ...said,
    files: parts.map(({ key: _key, ...file }) => file),
    amount: run.amount,
    ...cost,
    code_sha256: invocation.codeSha256,
    published_at: new Date(clock.now()).toISOString(),
    bookmark: plan.started_at,
    guarantee: guaranteeOf(run),
  };
  await store.writeOnce(prefix + manifestName, json(manifest));
  return manifest;
}

/** Where one fails, none is under way any more when that is told: whoever then removes the parts removes all. */
async function copyParts({ objects }: ExportInvocation, { parts }: Staged, prefix: string): Promise<void> {
  const left = [...parts];
  const copyOn = async () => {
    try {
      for (let part = left.shift(); part; part = left.shift())
        await objects.copy(part.key, prefix + part.name);
    } catch (error) {
      left.length = 0;
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: copiesAtOnce }, copyOn));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
