// Copies the report of a finished job to DIR, prints it, and removes the job's file and records from the home
// (DIR/.payferry).

import { copyReport } from '../report/copy-report.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import { forgetJob } from '../home/forget-job.ts';
import { readResult, type Result } from '../report/result.ts';
import type { Screen } from '../screen/screen.ts';
import { invocationsEnd } from '../watch/invocations-end.ts';
import { tellResult, type NameOfCurrency } from '../screen/tell-result.ts';

export interface Carried {
  readonly job: string;
  /** Key of the file in the local inbox. */
  readonly key: string;
  readonly shown: string;
}

/** To be called when the report exists. The job is removed only after its report was copied and printed. */
export async function bringBack(
  payferry: LocalPayferry,
  { job, key, shown }: Carried,
  out: string,
  { screen, currency }: { readonly screen: Screen; readonly currency: NameOfCurrency },
): Promise<Result> {
  const result = await readResult(shown, await copyReport(payferry, job, out));
  await tellResult(result, screen, currency);
  await invocationsEnd(payferry);
  await forgetJob(payferry, { job, key });
  return result;
}
