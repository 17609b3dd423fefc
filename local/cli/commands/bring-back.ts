// Copies the report of a finished job, prints it, and removes the job from the home.

import { systemClock } from '../../../shared/clock.ts';
import { copyReport } from '../report/copy-report.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import { forgetJob } from '../home/forget-job.ts';
import { readResult, type Result } from '../report/result.ts';
import type { Screen } from '../screen/screen.ts';
import { tellResult, type NameOfCurrency } from '../screen/tell-result.ts';

export interface Carried {
  readonly job: string;
  /** Key of the file in the local inbox. */
  readonly key: string;
  readonly shown: string;
}

const lookEveryMs = 20;

/** To be called when the report exists. The job is forgotten only after its report was copied and printed. */
export async function bringBack(
  payferry: LocalPayferry,
  { job, key, shown }: Carried,
  out: string,
  { screen, currency }: { readonly screen: Screen; readonly currency: NameOfCurrency },
): Promise<Result> {
  const result = await readResult(shown, await copyReport(payferry, job, out));
  await tellResult(result, screen, currency);
  // S3 may report an object twice. A second report would write tables behind the removal, so it has to end first.
  while (payferry.world.report.running().length > 0) await systemClock.sleep(lookEveryMs);
  await forgetJob(payferry, { job, key });
  return result;
}
