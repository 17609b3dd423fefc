// One file from the inbox to the copies of its report.

import { copyReport } from './copy-report.ts';
import type { Ferry } from './ferry.ts';
import { readResult, type Result } from './result.ts';
import { watchJob, type Watch } from './watch-job.ts';

/** Undefined where it was stopped before anything was planned: nothing was sent. */
export async function carryFile(
  ferry: Ferry,
  { name, job }: { readonly name: string; readonly job: string },
  out: string,
  watch: Watch,
): Promise<Result | undefined> {
  if (!(await watchJob(ferry, job, watch))) return undefined;
  return readResult(name, await copyReport(ferry, job, out));
}
