// Asks before the jobs of this command are sent. For a live service the plans of all are shown first: where they go, and what
// they add up to.

import type { Plan } from '../../../shared/job/plan.ts';
import type { Destination } from '../flags/destination.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import type { Screen } from '../screen/screen.ts';
import { tellReadingOf } from '../screen/tell-reading.ts';
import { say, type Text } from '../words/say.ts';
import { saysYes } from '../screen/ask.ts';
import { kindsToAccept, tellHolds, type PlannedFile } from './holds.ts';

/** The plan of a file, and how much of it an earlier run has done. */
export interface Planned extends PlannedFile {
  /** Number of batches that have outcomes. Undefined: this run has planned the job, and sent nothing of it. */
  readonly callsDone: number | undefined;
}

export interface Asked {
  readonly destination: Destination;
  readonly yes: boolean;
  /** Kinds of reasons for which a held file is sent without a question. */
  readonly accept: readonly string[];
  readonly isTerminal: boolean;
}

/** `not accepted`: a file is held for a reason that --accept does not name, and there is no terminal to ask at. */
type Consent = 'yes' | 'no' | 'not accepted';

/**
 * A person is asked once, if any of the jobs would go to a live service, unless --yes was given; and if a file is held, unless
 * --accept names all reasons. Otherwise nothing is asked here.
 */
export async function consents(
  to: Pick<LocalPayferry, 'baseUrl' | 'appId'>,
  { destination, yes, accept, isTerminal }: Asked,
  planned: readonly Planned[],
  { screen, stopping }: { readonly screen: Screen; readonly stopping: AbortSignal },
): Promise<Consent> {
  const isLive = destination.kind === 'service' && destination.isLive;
  // A job that an earlier run has begun was accepted then.
  const fresh = planned.filter(({ callsDone }) => callsDone === undefined);
  if (isLive && planned.length > 0) showPlans(to, planned, screen);
  for (const file of fresh) {
    tellReadingOf(file.shown, file.plan, screen, isLive ? 2 : 0);
    tellHolds(file, screen, isLive ? 2 : 0);
  }

  const held = fresh.flatMap(({ shown: file, plan }) => {
    const kinds = kindsToAccept(plan, accept);
    return kinds.length === 0 ? [] : [{ file, kinds }];
  });
  if (held.length > 0 && !isTerminal) {
    for (const file of held) screen.say(say('consent.accept_missing', file));
    return 'not accepted';
  }
  const sends = planned.some(({ plan }) => plan.state === 'await_approval' && plan.batches.length > 0);
  const asks = held.length > 0 || (isLive && sends && !yes);
  return !asks || (await saysYes(say('consent.ask'), screen, stopping)) ? 'yes' : 'no';
}

function showPlans(
  { baseUrl, appId }: Pick<LocalPayferry, 'baseUrl' | 'appId'>,
  planned: readonly Planned[],
  screen: Screen,
): void {
  const isBegun = planned.some(({ callsDone }) => callsDone !== undefined);
  screen.say(isBegun ? say('consent.nothing_of_the_rest_yet') : say('consent.nothing_yet'));
  screen.say(say('consent.to', { baseUrl }), 2);
  screen.say(say('consent.app', { appId }), 2);
  const titles = [
    say('consent.column_file'),
    say('consent.column_operation'),
    say('consent.column_records'),
    say('consent.column_to_send'),
    say('consent.column_sums'),
  ];
  const columns = titles.map((title, at) => ({ title, right: at === 2 || at === 3 }));
  screen.table(columns, planned.map(rowOf), 2);
  for (const { shown, plan, callsDone } of planned) {
    if (callsDone === undefined) continue;
    const calls = plan.batches.length;
    screen.say(say('consent.begun_before', { file: shown, done: callsDone, calls }), 2);
  }
}

function rowOf({ shown, plan }: Planned): readonly Text[] {
  const { operation, records, rejected_records, state } = plan;
  const sends = state === 'send' || state === 'await_approval';
  return [shown, operation, String(records), sends ? String(records - rejected_records) : '0', sumsOf(plan)];
}

function sumsOf({ totals, state, reason }: Plan): Text {
  if (state === 'rejected') return say('consent.file_refused', { reason: reason ?? '' });
  const sums = Object.entries(totals.by_currency).map(([currency, { amount }]) => ({ currency, amount }));
  return state === 'dry_run' ? say('consent.sums_of_dry_run', { sums }) : say('consent.sums', { sums });
}
