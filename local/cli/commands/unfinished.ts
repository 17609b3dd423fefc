// The jobs that an earlier run left open. They come before the files of this command. Each is sent on, reported as it
// stands, or dropped if nothing of it was sent. The caller asks for the yes that sending may need.

import { bringBack, type Carried } from './bring-back.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import { discard } from './discard.ts';
import { endAsItStands, goOn } from '../home/go-on.ts';
import type { OpenJob } from '../home/open-jobs.ts';
import { say } from '../words/say.ts';
import type { Result } from '../report/result.ts';
import type { Screen } from '../screen/screen.ts';
import type { NameOfCurrency } from '../screen/tell-result.ts';
import { waitForReport } from '../watch/watch-job.ts';

type Planned = OpenJob & { readonly plan: NonNullable<OpenJob['plan']> };

/** True: the job has a plan, and it is for the base URL and app of this command. */
export function isHere({ baseUrl, appId }: LocalPayferry, { plan }: OpenJob): boolean {
  return plan?.base_url === baseUrl && plan.app_id === appId;
}

export interface Unfinished {
  /** Approved, neither aborted nor reported, and for this command's base URL and app: can be sent on. */
  readonly toSend: readonly Planned[];
  /** Aborted, reported already, or planned without an approval, as when refused whole or checked. No yes is needed. */
  readonly toReport: readonly Planned[];
  /** Like `toSend`, but planned for another base URL or app. */
  readonly elsewhere: readonly Planned[];
  /** Never sent: the earlier run ended before the plan, or before a yes. */
  readonly unsent: readonly OpenJob[];
}

export function sortUnfinished(payferry: LocalPayferry, jobs: readonly OpenJob[]): Unfinished {
  const planned = jobs.filter((job): job is Planned => job.plan !== undefined && !waitsForYes(job));
  return {
    toSend: planned.filter((job) => sends(job) && isHere(payferry, job)),
    toReport: planned.filter((job) => !sends(job)),
    elsewhere: planned.filter((job) => sends(job) && !isHere(payferry, job)),
    unsent: jobs.filter((job) => job.plan === undefined || waitsForYes(job)),
  };
}

function waitsForYes({ plan, isApproved, isReported }: OpenJob): boolean {
  return plan?.state === 'await_approval' && !isApproved && !isReported;
}

function sends({ plan, isAborted, isReported }: Planned): boolean {
  return plan.state === 'await_approval' && !isAborted && !isReported;
}

export interface Telling {
  readonly out: string;
  readonly screen: Screen;
  readonly stopping: AbortSignal;
  readonly currency: NameOfCurrency;
}

/** Brings back the reports of the jobs that need no yes (`toReport`, `elsewhere`), and drops those never sent. */
export async function reportWhatIsOver(
  payferry: LocalPayferry,
  { toReport, elsewhere, unsent }: Unfinished,
  telling: Telling,
): Promise<readonly Result[]> {
  const { screen } = telling;
  for (const job of unsent) {
    screen.say(say('unfinished.never_sent', { file: job.name }));
    await discard(payferry, [job]);
  }
  const results: Result[] = [];
  for (const job of toReport) {
    screen.say();
    screen.say(say('unfinished.ended_before', atService(job)));
    await report(payferry, job);
    results.push(await tell(payferry, job, telling));
  }
  for (const job of elsewhere) {
    screen.say();
    screen.say(say('unfinished.goes_elsewhere', atService(job)));
    const reason = say('stopped.next_run_goes_elsewhere');
    await endAsItStands(payferry, job.plan, { reason, asksFeishu: false, stopping: telling.stopping });
    results.push(await tell(payferry, job, telling));
  }
  return results;

  async function report(on: LocalPayferry, job: Planned): Promise<void> {
    const { plan, isReported, isAborted } = job;
    if (isReported) return;
    if (isAborted)
      return endAsItStands(on, plan, { reason: '', asksFeishu: isHere(on, job), stopping: telling.stopping });
    await goOn(on, plan);
    await waitForReport(on, plan, telling);
  }
}

function atService({ name, plan }: Planned) {
  return { file: name, baseUrl: plan.base_url, appId: plan.app_id };
}

/** Sends the rest of a job, and brings back its report. To be called when a yes was given, or none is needed. */
export async function sendOn(payferry: LocalPayferry, job: Planned, telling: Telling): Promise<Result> {
  await goOn(payferry, job.plan);
  await waitForReport(payferry, job.plan, telling);
  return tell(payferry, job, telling);
}

/** Stops a job whose rest got no yes, and brings back a report of what was sent. */
export async function leaveAsItStands(
  payferry: LocalPayferry,
  job: Planned,
  telling: Telling,
): Promise<Result> {
  await endAsItStands(payferry, job.plan, {
    reason: say('stopped.no_yes_to_the_rest'),
    asksFeishu: true,
    stopping: telling.stopping,
  });
  return tell(payferry, job, telling);
}

function tell(
  payferry: LocalPayferry,
  { job, key, name }: OpenJob,
  { out, screen, currency }: Telling,
): Promise<Result> {
  const carried: Carried = { job, key, shown: name };
  return bringBack(payferry, carried, out, { screen, currency });
}
