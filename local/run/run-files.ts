// `npm start -- FILE…`: a person's own files, to the built-in sandbox or to where FEISHU_BASE_URL points.

import { saysYes } from './ask.ts';
import { carryFile } from './carry-file.ts';
import { consents, judgeOnly } from './consent.ts';
import { currencyNames } from './currency-names.ts';
import type { Destination } from './destination.ts';
import type { Ending } from './ending.ts';
import { exitCodes, worst, type ExitCode } from './exit-codes.ts';
import { startFerry, type Ferry } from './ferry.ts';
import type { Parcel } from './parcel.ts';
import { exitCodeOf, type Result } from './result.ts';
import type { Screen } from './screen.ts';
import { tellResult } from './tell-result.ts';
import { summary } from './tell-summary.ts';
import { tellTrouble } from './trouble.ts';

export interface FilesJob {
  readonly parcels: readonly Parcel[];
  readonly destination: Destination;
  readonly settings: Readonly<Record<string, string>>;
  readonly out: string;
  readonly yes: boolean;
  readonly isTerminal: boolean;
}

export async function runFiles(job: FilesJob, screen: Screen, ending: Ending): Promise<ExitCode> {
  const { parcels, destination, out, yes } = job;
  const ferry = await startFerry(destination, job.settings, tellTrouble(screen, ending));
  ending.onInterrupt(ferry.sandbox ? () => ferry.sandbox?.stop() : 'report first');
  screen.say(whereTo(ferry));

  const asks =
    destination.kind === 'service' && destination.isLive && parcels.some(({ folders }) => !isDry(folders));
  const judged = asks ? judgeOnly : undefined;
  if (asks && !(await consents(ferry, parcels, { screen, signal: ending.signal, yes }))) {
    await ferry.stop();
    screen.say('Nothing was sent.');
    return ending.wasInterrupted() ? exitCodes.interrupted : exitCodes.stopped;
  }

  const currency = await currencyNames(ferry.sandbox);
  const results: Result[] = [];
  for (const parcel of parcels) {
    if (ending.signal.aborted) break;
    screen.say(`\n${parcel.name}: ${parcel.folders.slice(0, 2).join('.')}`);
    const dropped = judged ? await ferry.dropAgain(parcel, judged, []) : await ferry.drop(parcel);
    const result = await carryFile(ferry, { name: parcel.name, job: dropped }, out, {
      screen,
      stopping: ending.signal,
      approve: () => approve(job, ferry, asks, ending.signal),
    });
    if (!result) break;
    await tellResult(result, screen, currency);
    results.push(result);
  }
  await ferry.stop();
  screen.say();
  for (const line of await summary(results)) screen.say(line);
  return endOf(job, results, screen, ending);
}

function endOf({ parcels }: FilesJob, results: readonly Result[], screen: Screen, ending: Ending): ExitCode {
  const left = parcels.slice(results.length);
  if (left.length > 0) screen.say(`Not begun: ${left.map(({ name }) => name).join(', ')}`);
  if (ending.wasInterrupted()) return exitCodes.interrupted;
  if (left.length > 0) return exitCodes.stopped;
  return worst(results.map(exitCodeOf));
}

export function whereTo({ sandbox, baseUrl, appId }: Ferry): string {
  return sandbox
    ? 'Files go to a sandbox that stands for Feishu. No money moves, nothing leaves this machine.'
    : `Files go to ${baseUrl} as app ${appId}.`;
}

/** What was removed cannot be brought back; in a sandbox that ends with the command that is no loss. */
async function approve(
  { yes, isTerminal }: FilesJob,
  { sandbox }: Ferry,
  wasAsked: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  if (sandbox || wasAsked || yes) return true;
  return isTerminal && saysYes('These records will be removed. Type yes to remove them: ', signal);
}

function isDry(folders: readonly string[]): boolean {
  return folders.includes('dry_run=true');
}
