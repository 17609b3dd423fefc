// `npm start -- --export …`: what Feishu holds, or the built-in sandbox, as a snapshot.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ExportMessage } from '../../shared/export-message.ts';
import { carrySamples } from './carry-samples.ts';
import { removeAtExit } from './clean-up.ts';
import { bringLatest } from './copy-snapshot.ts';
import { currencyNames } from './currency-names.ts';
import type { Destination } from './destination.ts';
import type { Ending } from './ending.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { startFerry, type Ferry } from './ferry.ts';
import type { Screen } from './screen.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { tellSnapshots } from './tell-snapshots.ts';
import { tellTrouble } from './trouble.ts';

export interface ExportJob {
  readonly message: ExportMessage;
  readonly destination: Destination;
  readonly settings: Readonly<Record<string, string>>;
  readonly out: string;
}

export async function runExport(job: ExportJob, screen: Screen, ending: Ending): Promise<ExitCode> {
  const { message, destination, settings, out } = job;
  const ferry = await startFerry(destination, settings, tellTrouble(screen, ending));
  // Reading changes nothing: whatever was under way may be left.
  ending.onInterrupt(() => ferry.sandbox?.stop());
  if (ferry.sandbox) {
    screen.say('The built-in sandbox begins empty: the sample files are carried first.');
    await fillSandbox(ferry, screen, ending);
  } else {
    screen.say(`Reads from ${ferry.baseUrl} as app ${ferry.appId}; nothing is changed there.`);
  }
  const currency = await currencyNames(ferry.sandbox);
  await bringLatest(ferry, message.dataset, out);
  const snapshot = await takeSnapshot(ferry, message, out, { screen, stopping: ending.signal });
  tellSnapshots([snapshot], screen, currency);
  await ferry.stop();
  return exitCodes.allWell;
}

/** Their reports are not what was asked for. */
async function fillSandbox(ferry: Ferry, screen: Screen, ending: Ending): Promise<void> {
  const reports = await mkdtemp(join(tmpdir(), 'payferry-'));
  removeAtExit(reports);
  const quiet = { ...screen, say: () => undefined, progress: () => undefined };
  await carrySamples(ferry, reports, quiet, ending);
}
