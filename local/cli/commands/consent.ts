// Shows the plans before any payment is sent: where they go and what they add up to. A yes counts for these plans
// only.

import { showName } from '../../../shared/words/show.ts';
import type { Plan } from '../../../shared/job/plan.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import { outside } from '../screen/outside-text.ts';
import type { Screen } from '../screen/screen.ts';
import { table } from '../screen/table.ts';
import { count } from '../screen/words.ts';

/** The plan of a file, and the number of its calls that were made already. */
export interface Planned {
  readonly shown: string;
  readonly plan: Plan;
  /** Undefined: this run has planned the job. */
  readonly callsDone: number | undefined;
}

export function showPlans(
  { baseUrl, appId }: LocalPayferry,
  planned: readonly Planned[],
  screen: Screen,
): void {
  const isBegun = planned.some(({ callsDone }) => callsDone !== undefined);
  screen.say(
    isBegun ? 'Of the rest nothing was sent yet. This would be:' : 'Nothing was sent yet. This would be:',
  );
  screen.say(`  to   ${outside(baseUrl)}`);
  screen.say(`  app  ${outside(appId)}`);
  const titles = ['file', 'asks for', 'records', 'to be sent', 'adds up to, refused rows included'];
  const columns = titles.map((title, at) => ({ title, right: at === 2 || at === 3 }));
  for (const line of table(columns, planned.map(rowOf))) screen.say(`  ${line}`);
  for (const { shown, plan, callsDone } of planned) {
    if (callsDone === undefined) continue;
    const calls = count(plan.batches.length, 'call');
    screen.say(`  ${outside(shown)} was begun by an earlier run: ${callsDone} of ${calls} are done`);
  }
}

function rowOf({ shown, plan }: Planned): readonly string[] {
  const { operation, records, rejected_records, totals, state, reason = '' } = plan;
  const amounts = Object.entries(totals.by_currency).map(
    // Quoted unless the name is plain. Otherwise a made-up name could read like a second sum.
    ([currency, { amount }]) => `${amount} currency ${showName(currency)}`,
  );
  const sends = state === 'send' || state === 'await_approval';
  const adds = state === 'rejected' ? `the whole file is refused: ${reason}` : amounts.join(', ');
  return [
    shown,
    operation,
    String(records),
    sends ? String(records - rejected_records) : '0',
    state === 'dry_run' ? `only checked: ${adds}` : adds,
  ];
}
