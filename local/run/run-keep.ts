// `npm start -- --keep`: the ferry stays up, and carries what is dropped in ./inbox.

import { mkdir } from 'node:fs/promises';

import { systemClock } from '../../shared/clock.ts';
import { buckets, queues } from '../world.ts';
import { carryFile } from './carry-file.ts';
import { currencyNames } from './currency-names.ts';
import type { Ending } from './ending.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { startFerry, type Ferry } from './ferry.ts';
import { watchInbox } from './inbox.ts';
import { placeFile, type Wanted } from './inbox-place.ts';
import type { Parcel } from './parcel.ts';
import { whereTo, type FilesJob } from './run-files.ts';
import type { Screen } from './screen.ts';
import { tellResult } from './tell-result.ts';
import { tellTrouble } from './trouble.ts';
import { shownPath } from './words.ts';

const lookEveryMs = 500;

export async function runKeep(
  job: FilesJob & { readonly wanted: Wanted; readonly inbox: string },
  screen: Screen,
  ending: Ending,
): Promise<ExitCode> {
  const { inbox, out } = job;
  await mkdir(inbox, { recursive: true });
  const ferry = await startFerry(job.destination, job.settings, tellTrouble(screen, ending));
  ending.onInterrupt(ferry.sandbox ? () => ferry.sandbox?.stop() : 'report first');
  const currency = await currencyNames(ferry.sandbox);

  const carry = async (parcel: Parcel) => {
    screen.say(`\n${parcel.name}: ${parcel.folders.slice(0, 2).join('.')}`);
    const dropped = await ferry.drop(parcel);
    const watch = {
      screen,
      stopping: ending.signal,
      approve: () => {
        screen.say('  a removal waits until a person says yes; here dropping the file says it');
        return Promise.resolve(true);
      },
    };
    const result = await carryFile(ferry, { name: parcel.name, job: dropped }, out, watch);
    if (result) await tellResult(result, screen, currency);
  };

  screen.say(whereTo(ferry));
  for (const line of await endpoints(ferry)) screen.say(line);
  for (const parcel of job.parcels) await carry(parcel);
  screen.say(`\nDrop files in ${inbox}, as in ${shownPath(inbox)}/lump_sum_payment/batch_create/bonus.csv.`);
  screen.say('Ctrl-C ends it.');

  const watched = watchInbox(inbox);
  while (!ending.signal.aborted) {
    for (const path of await watched.look()) {
      if (ending.signal.aborted) break;
      const placed = await placeFile(path, shownPath(path), job.wanted);
      if (placed.kind === 'parcel') await carry(placed.parcel);
      else screen.say(`\n${placed.sentence}`);
    }
    await systemClock.sleep(lookEveryMs, ending.signal);
  }
  await ferry.stop();
  return ending.wasInterrupted() ? exitCodes.interrupted : exitCodes.stopped;
}

async function endpoints({ world, sandbox, baseUrl }: Ferry): Promise<readonly string[]> {
  const { s3, sqs } = world;
  const at = await s3.config.endpoint?.();
  const s3Url = at ? `${at.protocol}//${at.hostname}${at.port === undefined ? '' : `:${at.port}`}` : '';
  return [
    `  Feishu       ${baseUrl}${sandbox ? `  app_id ${sandbox.appId}  app_secret ${sandbox.appSecret}` : ''}`,
    `  S3           ${s3Url}  buckets ${buckets.inbox}, ${buckets.records}  (any access key)`,
    `  SQS          ${sqs.endpoint}`,
    ...Object.values(queues).map((name) => `    ${name.padEnd(12)} ${sqs.queue(name).url}`),
  ];
}
