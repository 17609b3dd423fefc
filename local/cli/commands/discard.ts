// Removes jobs of which nothing was sent, and nothing may be: they have no plan, or no yes, or the run was stopped.

import { abortMark } from '../../../shared/job/abort.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import { forgetJob } from '../home/forget-job.ts';
import { say } from '../words/say.ts';

export async function discard(
  payferry: LocalPayferry,
  jobs: readonly { readonly job: string; readonly key: string }[],
): Promise<void> {
  if (jobs.length === 0) return;
  // The mark comes first: a function that still works on the job sends nothing once it is aborted.
  for (const { job } of jobs)
    await abortMark.writeOnce(
      payferry.store,
      { job },
      { v: 1, by: 'a person', reason: say('stopped.no_yes') },
    );
  await payferry.world.idle();
  for (const job of jobs) await forgetJob(payferry, job);
}
