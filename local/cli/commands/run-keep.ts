// `payferry keep`: finishes the jobs that an earlier run left open, carries the files of the command line, then stays up
// and carries the files that are dropped in ./inbox. Its S3 and queues also take what other programs send.

import { mkdir } from 'node:fs/promises';

import { systemClock } from '../../../shared/clock.ts';
import { buckets, queues } from '../../world/start.ts';
import { bringBack } from './bring-back.ts';
import { currencyNames } from '../report/currency-names.ts';
import { discard } from './discard.ts';
import { dropFile } from '../inbox/drop-file.ts';
import type { Ending } from '../ending.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { startLocalPayferry, type LocalPayferry } from '../local-payferry.ts';
import { watchInbox } from '../inbox/watch-inbox.ts';
import { placeFile, type Wanted } from '../inbox/place-file.ts';
import type { Parcel } from '../inbox/parcel.ts';
import { isRemoval } from '../is-removal.ts';
import type { FilesJob } from './run-carry.ts';
import { endSandbox, tellAbandoned, whereTo } from '../screen/where.ts';
import type { Screen } from '../screen/screen.ts';
import { tellReading } from '../screen/tell-reading.ts';
import { openJobs } from '../home/open-jobs.ts';
import { tellTroubleOf } from '../home/trouble-of.ts';
import { reportWhatIsOver, sendOn, sortUnfinished } from './unfinished.ts';
import { approve, tellPlan, waitForPlan, waitForReport } from '../watch/watch-job.ts';
import { shownPath } from '../screen/shown-path.ts';
import { say, type Text } from '../words/say.ts';
import { holdsOf, tellHolds, tellReasons } from './holds.ts';

const lookEveryMs = 500;

export async function runKeep(
  job: FilesJob & { readonly wanted: Wanted; readonly inbox: string },
  screen: Screen,
  ending: Ending,
): Promise<ExitCode> {
  const { inbox, out, home } = job;
  await mkdir(inbox, { recursive: true, mode: 0o700 });
  const trouble = tellTroubleOf(screen, ending);
  const payferry = await startLocalPayferry({
    destination: job.destination,
    settings: job.settings,
    home,
    onStep: trouble.onStep,
    takesAll: true,
  });
  trouble.readFrom(payferry.store);
  ending.onInterrupt(payferry.sandbox ? () => endSandbox(payferry) : 'report first');
  const currency = await currencyNames(payferry.sandbox);

  let nth = 0;
  const carry = async (parcel: Parcel) => {
    const operation = parcel.folders.slice(0, 2).join('.');
    screen.say();
    screen.say(say('progress.file', { file: parcel.shown, operation }));
    const end = await dropFile(payferry, parcel, nth);
    nth += 1;
    if (end.kind === 'unreadable') {
      await discard(payferry, end.dropped ? [end.dropped] : []);
      return screen.say(say('input.nothing_sent', { fault: end.sentence }), 2);
    }
    const plan = await waitForPlan(payferry, end.job, ending.signal);
    if (!plan) return discard(payferry, [end]);
    tellPlan(plan, screen);
    tellReading(plan, screen, 2);
    if (isRemoval(plan)) screen.say(say('keep.removal_has_yes'), 2);
    if (plan.state === 'await_approval') {
      if (holdsOf(plan).length > 0) screen.say(say('keep.held_has_yes'), 2);
      tellReasons(plan, screen, 4);
      await approve(payferry, end.job);
    } else tellHolds({ shown: parcel.shown, plan }, screen, 2);
    await waitForReport(payferry, plan, { screen, stopping: ending.signal });
    await bringBack(payferry, { job: end.job, key: end.key, shown: parcel.shown }, out, { screen, currency });
    return undefined;
  };

  screen.say(whereTo(payferry));
  tellAbandoned(home, screen);
  for (const [line, indent] of await endpoints(payferry)) screen.say(line, indent);
  const telling = { out, screen, stopping: ending.signal, currency };
  const unfinished = sortUnfinished(payferry, await openJobs(payferry));
  await reportWhatIsOver(payferry, unfinished, telling);
  for (const open of unfinished.toSend) await sendOn(payferry, open, telling);
  for (const parcel of job.parcels) await carry(parcel);
  screen.say();
  screen.say(say('keep.drop_files', { inbox, shown: shownPath(inbox) }));
  screen.say(say('keep.how_to_end'));

  const tellFault = (sentence: Text) => {
    screen.say();
    screen.say(sentence);
  };
  const watched = watchInbox(inbox);
  while (!ending.signal.aborted) {
    const { whole, sentences } = await watched.look();
    for (const sentence of sentences) tellFault(sentence);
    for (const path of whole) {
      if (ending.signal.aborted) break;
      const placed = await placeFile(path, shownPath(path), job.wanted);
      if (placed.kind === 'parcel') await carry(placed.parcel);
      else tellFault(placed.sentence);
    }
    await systemClock.sleep(lookEveryMs, ending.signal);
  }
  await payferry.stop();
  return ending.wasInterrupted() ? exitCodes.interrupted : exitCodes.stopped;
}

type Line = readonly [text: Text, indent: number];

async function endpoints({ world, sandbox, baseUrl }: LocalPayferry): Promise<readonly Line[]> {
  const { s3, sqs } = world;
  const at = await s3.config.endpoint?.();
  const s3Url = at ? `${at.protocol}//${at.hostname}${at.port === undefined ? '' : `:${at.port}`}` : '';
  const ours = { url: s3Url, buckets: [buckets.inbox, buckets.records], accessKeyId: world.accessKeyId };
  const feishu = sandbox
    ? say('keep.sandbox', { baseUrl, appId: sandbox.appId, appSecret: sandbox.appSecret })
    : say('keep.service', { baseUrl });
  return [
    [feishu, 2],
    [say('keep.s3', ours), 2],
    [say('keep.sqs', { url: sqs.endpoint }), 2],
    ...Object.values(queues).map((name): Line => [`${name.padEnd(12)} ${sqs.queue(name).url}`, 4]),
  ];
}
