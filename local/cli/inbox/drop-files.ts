// The files of a command go into the inbox one after the other, and each is read to its end.

import type { Plan } from '../../../shared/job/plan.ts';
import { dropFile, type InInbox } from './drop-file.ts';
import type { Ending } from '../ending.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import type { OpenJob } from '../home/open-jobs.ts';
import { outside } from '../screen/outside-text.ts';
import type { Parcel } from './parcel.ts';
import { isSameFile } from './same-file.ts';
import type { Screen } from '../screen/screen.ts';
import { waitForPlan } from '../watch/watch-job.ts';

/** A file of this command, read to its end. */
export interface Dropped {
  readonly job: string;
  readonly key: string;
  readonly shown: string;
  readonly plan: Plan;
}

/** A file that an earlier run has begun is that job, and no second one. */
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
      screen.say(
        `${outside(parcel.shown)} was begun by an earlier run: it is that job, and not carried a second time.`,
      );
      left.splice(at, 1);
      break;
    }
  }
  return left;
}

export interface DroppedFiles {
  readonly jobs: readonly Dropped[];
  /** In the inbox, and not to be sent: what changed while it was read, or was not yet planned when the run was stopped. */
  readonly unplanned: readonly InInbox[];
  /** Why nothing is sent. */
  readonly sentence?: string;
}

/** Ends at the first that cannot be read, with the reason. */
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
