// Puts the files of a command into the inbox one after the other, and waits for the plan of each.

import type { Plan } from '../../../shared/job/plan.ts';
import { dropFile, type InInbox } from './drop-file.ts';
import type { Ending } from '../ending.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import type { OpenJob } from '../home/open-jobs.ts';
import { say, type Say } from '../words/say.ts';
import type { Parcel } from './parcel.ts';
import { isSameFile } from './same-file.ts';
import type { Screen } from '../screen/screen.ts';
import { waitForPlan } from '../watch/watch-job.ts';

/** A file of this command in the inbox, with its job and plan. */
export interface Dropped {
  readonly job: string;
  readonly key: string;
  readonly shown: string;
  readonly plan: Plan;
}

/**
 * Leaves out the files that are those of open jobs of an earlier run, each job for one file, and says so. Such a file is
 * not carried, because a second job could pay it again.
 */
export async function withoutOpenOnes(
  payferry: LocalPayferry,
  parcels: readonly Parcel[],
  open: readonly OpenJob[],
  screen: Screen,
): Promise<readonly Parcel[]> {
  const left = [...parcels];
  for (const job of open) {
    for (const [at, parcel] of left.entries()) {
      if (!(await isSameFile(payferry, parcel, job))) continue;
      screen.say(say('unfinished.same_file', { file: parcel.shown }));
      left.splice(at, 1);
      break;
    }
  }
  return left;
}

export interface DroppedFiles {
  readonly jobs: readonly Dropped[];
  /** In the inbox and not to be sent: the file changed or failed while it was read, or the run was stopped before its plan. */
  readonly unplanned: readonly InInbox[];
  /** Why nothing is sent. Undefined: every file was read, or the run was stopped. */
  readonly sentence?: Say;
}

/** Stops at the first file that cannot be read or changes meanwhile, and when the run is stopped. */
export async function dropAll(
  payferry: LocalPayferry,
  parcels: readonly Parcel[],
  ending: Ending,
): Promise<DroppedFiles> {
  const jobs: Dropped[] = [];
  const unplanned: InInbox[] = [];
  for (const [nth, parcel] of parcels.entries()) {
    if (ending.signal.aborted) break;
    const end = await dropFile(payferry, parcel, nth);
    if (end.kind === 'unreadable')
      return {
        jobs,
        unplanned: [...unplanned, ...(end.dropped ? [end.dropped] : [])],
        sentence: end.sentence,
      };
    const plan = await waitForPlan(payferry, end.job, ending.signal);
    if (plan) jobs.push({ job: end.job, key: end.key, shown: parcel.shown, plan });
    else unplanned.push({ job: end.job, key: end.key });
  }
  return { jobs, unplanned };
}
