// One job from a yes to its report on this machine.

import { systemClock } from '../../../shared/clock.ts';
import { copyReport } from '../report/copy-report.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import { forgetJob } from '../home/forget-job.ts';
import { readResult, type Result } from '../report/result.ts';
import type { Screen } from '../screen/screen.ts';
import { tellResult, type NameOfCurrency } from '../screen/tell-result.ts';

export interface Carried {
  readonly job: string;
  /** Of its file in the local inbox. */
  readonly key: string;
  readonly shown: string;
}

const lookEveryMs = 20;

/** Its report is there: it is copied, told, and only then forgotten. */
export async function bringBack(
  payferry: LocalPayferry,
  { job, key, shown }: Carried,
  out: string,
  { screen, currency }: { readonly screen: Screen; readonly currency: NameOfCurrency },
): Promise<Result> {
  const result = await readResult(shown, await copyReport(payferry, job, out));
  await tellResult(result, screen, currency);
  // A second report of it, which S3 had told twice, would write its tables behind what is removed.
  while (payferry.world.report.running().length > 0) await systemClock.sleep(lookEveryMs);
  await forgetJob(payferry, { job, key });
  return result;
}
