// Shows the plans of all jobs before this command sends any of them to a live service: where they go, and what they add
// up to.

import type { Plan } from '../../../shared/job/plan.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import type { Screen } from '../screen/screen.ts';
import { say, type Text } from '../words/say.ts';
import { tellHolds, type PlannedFile } from './holds.ts';

/** The plan of a file, and how much of it an earlier run has done. */
export interface Planned extends PlannedFile {
  /** Number of batches that have outcomes. Undefined: this run has planned the job, and sent nothing of it. */
  readonly callsDone: number | undefined;
}

export function showPlans(
  { baseUrl, appId }: LocalPayferry,
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
  for (const file of planned) tellHolds(file, screen, 2);
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
