// `payferry export RESOURCE`: takes a snapshot of one resource of FEISHU_BASE_URL, or of the built-in sandbox, into which
// the samples are carried first.

import { join } from 'node:path';

import type { ExportMessage } from '../../../shared/run/message.ts';
import { carrySamples } from './carry-samples.ts';
import { bringLatest } from '../report/copy-snapshot.ts';
import { currencyNames } from '../report/currency-names.ts';
import type { Destination } from '../flags/destination.ts';
import type { Ending } from '../ending.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { startLocalPayferry, type LocalPayferry } from '../local-payferry.ts';
import { removeUnder } from '../home/forget-job.ts';
import type { Home } from '../home/home.ts';
import { tellTroubleOf } from '../home/trouble-of.ts';
import { say } from '../words/say.ts';
import { openJobs } from '../home/open-jobs.ts';
import { endSandbox, tellStillOpen } from '../screen/where.ts';
import type { Screen } from '../screen/screen.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { tellSnapshots } from '../screen/tell-snapshots.ts';

export interface ExportJob {
  readonly message: ExportMessage;
  readonly destination: Destination;
  readonly settings: Readonly<Record<string, string>>;
  readonly out: string;
  readonly home: Home;
}

export async function runExport(job: ExportJob, screen: Screen, ending: Ending): Promise<ExitCode> {
  const { message, destination, settings, out, home } = job;
  const trouble = tellTroubleOf(screen, ending);
  const payferry = await startLocalPayferry({ destination, settings, home, onStep: trouble.onStep });
  trouble.readFrom(payferry.store);
  // Reading changes nothing, so an interrupted run is left and the next one starts anew.
  ending.onInterrupt(() => endSandbox(payferry));
  await removeUnder(payferry, ofExports);
  if (payferry.sandbox) {
    screen.say(say('destination.sandbox_begins_empty'));
    await fillSandbox(payferry, screen, ending);
  } else {
    tellStillOpen(await openJobs(payferry), out, screen);
    screen.say(say('destination.reads_from', { baseUrl: payferry.baseUrl, appId: payferry.appId }));
  }
  const currency = await currencyNames(payferry.sandbox);
  await bringLatest(payferry, message.dataset, out);
  const snapshot = await takeSnapshot(payferry, message, out, { screen, stopping: ending.signal });
  tellSnapshots([snapshot], screen, currency);
  await removeUnder(payferry, ofExports);
  await payferry.stop();
  return exitCodes.allWell;
}

/** Prefixes in the local records bucket: an export's working objects, and snapshots. Snapshots are kept in DIR. */
const ofExports = ['exports/', 'snapshots/'] as const;

/** Carries the samples and prints nothing of them: the command asked for a snapshot. */
async function fillSandbox(payferry: LocalPayferry, screen: Screen, ending: Ending): Promise<void> {
  const quiet = { ...screen, say: nothing, table: nothing, progress: nothing };
  await carrySamples(payferry, join(payferry.home.drafts, 'samples'), quiet, ending);
}

function nothing(): void {}
