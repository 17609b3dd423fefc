// Shows the plans of all jobs before this command sends any of them to a live service: where they go, and what they add
// up to.

import type { Plan } from '../../../shared/job/plan.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import type { Screen } from '../screen/screen.ts';
import { table } from '../screen/table.ts';
import { consentSentences } from '../words/consent.ts';

/** The plan of a file, and how much of it an earlier run has done. */
export interface Planned {
  readonly shown: string;
  readonly plan: Plan;
  /** Number of batches that have outcomes. Undefined: this run has planned the job, and sent nothing of it. */
  readonly callsDone: number | undefined;
}

export function showPlans(
  { baseUrl, appId }: LocalPayferry,
  planned: readonly Planned[],
  screen: Screen,
): void {
  const isBegun = planned.some(({ callsDone }) => callsDone !== undefined);
  screen.say(isBegun ? consentSentences.nothing_of_the_rest_yet() : consentSentences.nothing_yet());
  screen.say(`  ${consentSentences.to({ baseUrl })}`);
  screen.say(`  ${consentSentences.app({ appId })}`);
  const titles = [
    consentSentences.column_file(),
    consentSentences.column_operation(),
    consentSentences.column_records(),
    consentSentences.column_to_send(),
    consentSentences.column_sums(),
  ];
  const columns = titles.map((title, at) => ({ title, right: at === 2 || at === 3 }));
  for (const line of table(columns, planned.map(rowOf))) screen.say(`  ${line}`);
  for (const { shown, plan, callsDone } of planned) {
    if (callsDone === undefined) continue;
    const calls = plan.batches.length;
    screen.say(`  ${consentSentences.begun_before({ file: shown, done: callsDone, calls })}`);
  }
}

function rowOf({ shown, plan }: Planned): readonly string[] {
  const { operation, records, rejected_records, state } = plan;
  const sends = state === 'send' || state === 'await_approval';
  return [shown, operation, String(records), sends ? String(records - rejected_records) : '0', sumsOf(plan)];
}

function sumsOf({ totals, state, reason = '' }: Plan): string {
  if (state === 'rejected') return consentSentences.file_refused({ reason });
  const sums = Object.entries(totals.by_currency).map(([currency, { amount }]) => ({ currency, amount }));
  return state === 'dry_run' ? consentSentences.sums_of_dry_run({ sums }) : consentSentences.sums({ sums });
}
