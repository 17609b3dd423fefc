// `payferry export RESOURCE`: what Feishu holds, or the built-in sandbox, as a snapshot.

import { join } from 'node:path';

import type { ExportMessage } from '../../../shared/run/message.ts';
import { carrySamples } from './carry-samples.ts';
import { bringLatest } from '../report/copy-snapshot.ts';
import { currencyNames } from '../report/currency-names.ts';
import type { Destination } from '../flags/destination.ts';
import type { Ending } from '../ending.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { startFerry, type Ferry } from '../local-payferry.ts';
import { removeUnder } from '../home/forget-job.ts';
import type { Home } from '../home/home.ts';
import { tellTroubleOf } from '../home/trouble-of.ts';
import { outside } from '../screen/outside-text.ts';
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
  const ferry = await startFerry({ destination, settings, home, onStep: trouble.onStep });
  trouble.readFrom(ferry.store);
  // Reading changes nothing: a run that was under way may be left, and the next begins anew.
  ending.onInterrupt(() => endSandbox(ferry));
  await removeUnder(ferry, ofExports);
  if (ferry.sandbox) {
    screen.say('The built-in sandbox begins empty: the sample files are carried first.');
    await fillSandbox(ferry, screen, ending);
  } else {
    tellStillOpen(await openJobs(ferry), out, screen);
    screen.say(
      `Reads from ${outside(ferry.baseUrl)} as app ${outside(ferry.appId)}; nothing is changed there.`,
    );
  }
  const currency = await currencyNames(ferry.sandbox);
  await bringLatest(ferry, message.dataset, out);
  const snapshot = await takeSnapshot(ferry, message, out, { screen, stopping: ending.signal });
  tellSnapshots([snapshot], screen, currency);
  await removeUnder(ferry, ofExports);
  await ferry.stop();
  return exitCodes.allWell;
}

/** What an export keeps on its way, and the copies of what it brought back. */
const ofExports = ['exports/', 'snapshots/'] as const;

/** Their reports are not what was asked for. */
async function fillSandbox(ferry: Ferry, screen: Screen, ending: Ending): Promise<void> {
  const quiet = { ...screen, say: () => undefined, progress: () => undefined };
  await carrySamples(ferry, join(ferry.home.drafts, 'samples'), quiet, ending);
}
