// `payferry carry FILE…` and `payferry check FILE…`: carries files to the built-in sandbox, or to FEISHU_BASE_URL. Jobs
// that an earlier run left open come first. Every file is read to its end before the first payment is sent. `check` asks
// for a dry run, which sends nothing.

import type { Plan } from '../../../shared/job/plan.ts';
import { saysYes } from '../screen/ask.ts';
import { bringBack } from './bring-back.ts';
import { consents, type Asked, type Planned } from './consent.ts';
import { currencyNames } from '../report/currency-names.ts';
import { discard } from './discard.ts';
import { dropAll, withoutOpenOnes, type Dropped } from '../inbox/drop-files.ts';
import type { Ending } from '../ending.ts';
import { exitCodes, worst, type ExitCode } from '../exit-codes.ts';
import { startLocalPayferry, type LocalPayferry } from '../local-payferry.ts';
import type { Home } from '../home/home.ts';
import { openJobs } from '../home/open-jobs.ts';
import { tellTroubleOf } from '../home/trouble-of.ts';
import type { Parcel } from '../inbox/parcel.ts';
import { isRemoval } from '../is-removal.ts';
import { exitCodeOf, type Result } from '../report/result.ts';
import type { Screen } from '../screen/screen.ts';
import { tellSummary } from '../screen/tell-summary.ts';
import {
  isHere,
  leaveAsItStands,
  reportWhatIsOver,
  sendOn,
  sortUnfinished,
  type Telling,
} from './unfinished.ts';
import { approve, endJob, tellPlan, waitForReport } from '../watch/watch-job.ts';
import { say } from '../words/say.ts';
import { endSandbox, tellAbandoned, tellStillOpen, whereItStands, whereTo } from '../screen/where.ts';

export interface FilesJob extends Asked {
  readonly parcels: readonly Parcel[];
  readonly settings: Readonly<Record<string, string>>;
  readonly out: string;
  readonly home: Home;
}

export async function runCarry(files: FilesJob, screen: Screen, ending: Ending): Promise<ExitCode> {
  const { destination, home, out } = files;
  const trouble = tellTroubleOf(screen, ending);
  const payferry = await startLocalPayferry({
    destination,
    settings: files.settings,
    home,
    onStep: trouble.onStep,
  });
  trouble.readFrom(payferry.store);
  ending.onInterrupt(payferry.sandbox ? () => endSandbox(payferry) : 'report first');
  screen.say(whereTo(payferry));
  tellAbandoned(home, screen);
  const currency = await currencyNames(payferry.sandbox);
  const telling: Telling = { out, screen, stopping: ending.signal, currency };
  try {
    return await carryAll(payferry, files, telling, ending);
  } catch (error) {
    if (home.kind === 'service') {
      screen.say();
      screen.say(whereItStands(out));
    }
    throw error;
  }
}

async function carryAll(
  payferry: LocalPayferry,
  files: FilesJob,
  telling: Telling,
  ending: Ending,
): Promise<ExitCode> {
  const { screen, stopping } = telling;
  const open = await openJobs(payferry);
  const unfinished = sortUnfinished(payferry, open);
  const parcels = await withoutOpenOnes(
    payferry,
    files.parcels,
    [...unfinished.toSend, ...unfinished.toReport.filter((job) => isHere(payferry, job))],
    screen,
  );
  const results = [...(await reportWhatIsOver(payferry, unfinished, telling))];

  const dropped = await dropAll(payferry, parcels, ending);
  if ('sentence' in dropped || ending.signal.aborted) {
    await discard(payferry, [...dropped.jobs, ...dropped.unplanned]);
    await payferry.stop();
    if ('sentence' in dropped) screen.say(dropped.sentence);
    screen.say(say('consent.nothing_sent'));
    return ending.wasInterrupted() ? exitCodes.interrupted : exitCodes.usage;
  }

  const planned = [
    ...unfinished.toSend.map(({ name, plan, callsDone }): Planned => ({ shown: name, plan, callsDone })),
    ...dropped.jobs.map(({ shown, plan }): Planned => ({ shown, plan, callsDone: undefined })),
  ];
  const answer = await consents(payferry, files, planned, telling);
  const isSaid = answer === 'yes';
  const stillOpen = [...unfinished.toSend];
  // Where only --accept is missing, the jobs of earlier runs stay open: the same command will come again with it.
  for (const job of answer === 'not accepted' ? [] : unfinished.toSend) {
    if (stopping.aborted) break;
    const { operation } = job.plan;
    screen.say();
    screen.say(say('progress.file_begun_before', { file: job.name, operation }));
    const goesOn = isSaid && (await maySend(payferry, files, job.plan, telling));
    results.push(await (goesOn ? sendOn : leaveAsItStands)(payferry, job, telling));
    stillOpen.shift();
  }
  tellStillOpen(stillOpen, files.out, screen);
  const left = isSaid
    ? await carryEach(payferry, files, dropped.jobs, { ...telling, results })
    : dropped.jobs;
  await discard(payferry, left);
  await payferry.stop();
  if (!isSaid)
    screen.say(results.length > 0 ? say('consent.nothing_more_sent') : say('consent.nothing_sent'));
  screen.say();
  if (results.length > 0) await tellSummary(results, screen);
  if (isSaid && left.length > 0)
    screen.say(say('consent.not_begun', { files: left.map(({ shown }) => shown) }));
  if (ending.wasInterrupted()) return exitCodes.interrupted;
  if (left.length > 0) return exitCodes.stopped;
  return worst(results.map(exitCodeOf));
}

/** Carries the jobs one after the other. Returns those that were not begun when the run was stopped. */
async function carryEach(
  payferry: LocalPayferry,
  files: FilesJob,
  jobs: readonly Dropped[],
  telling: Telling & { readonly results: Result[] },
): Promise<readonly Dropped[]> {
  const { screen, stopping, results } = telling;
  for (const [at, job] of jobs.entries()) {
    if (stopping.aborted) return jobs.slice(at);
    screen.say();
    screen.say(say('progress.file', { file: job.shown, operation: job.plan.operation }));
    tellPlan(job.plan, screen);
    results.push(await carry(payferry, files, job, telling));
  }
  return [];
}

async function carry(
  payferry: LocalPayferry,
  files: FilesJob,
  { job, key, shown, plan }: Dropped,
  telling: Telling,
): Promise<Result> {
  const { out, screen, stopping, currency } = telling;
  const waits = plan.state === 'await_approval';
  if (waits && !(await maySend(payferry, files, plan, telling)))
    await endJob(payferry, job, say('stopped.no_yes'));
  else {
    if (waits) await approve(payferry, job);
    await waitForReport(payferry, plan, { screen, stopping });
  }
  return bringBack(payferry, { job, key, shown }, out, { screen, currency });
}

/**
 * True: the job may be sent. A removal cannot be undone, so it needs a yes: --yes, the answer that a live service was
 * given already, or an answer at the terminal. A removal without calls, or in the built-in sandbox, needs none. Other
 * operations need none here.
 */
async function maySend(
  { sandbox }: LocalPayferry,
  { destination, yes, isTerminal }: FilesJob,
  plan: Plan,
  { screen, stopping }: Telling,
): Promise<boolean> {
  const wasAsked = destination.kind === 'service' && destination.isLive;
  if (sandbox || wasAsked || yes || !isRemoval(plan) || plan.batches.length === 0) return true;
  return isTerminal && saysYes(say('consent.ask_to_remove'), screen, stopping);
}
