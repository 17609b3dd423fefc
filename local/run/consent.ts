// Before money moves: every file is judged without sending, a person sees where it would go and what it adds up to, and
// says yes or not.

import { saysYes } from './ask.ts';
import type { Ferry } from './ferry.ts';
import type { Parcel } from './parcel.ts';
import type { Screen } from './screen.ts';
import { table } from './table.ts';
import { readPlan, watchJob } from './watch-job.ts';

export const judgeOnly = ['dry_run=true'] as const;

export interface Asking {
  readonly screen: Screen;
  readonly signal: AbortSignal;
  readonly yes: boolean;
}

export async function consents(
  ferry: Ferry,
  parcels: readonly Parcel[],
  { screen, signal, yes }: Asking,
): Promise<boolean> {
  const rows: string[][] = [];
  for (const parcel of parcels) {
    const job = await ferry.drop(parcel, judgeOnly);
    const quiet = { ...screen, say: () => undefined, progress: () => undefined };
    if (!(await watchJob(ferry, job, { screen: quiet, stopping: signal }))) return false;
    const plan = await readPlan(ferry, job);
    if (!plan) throw new Error(`${job} was reported without a plan`);
    const { operation, records, rejected_records, totals, state, reason = '' } = plan;
    const amounts = Object.entries(totals.by_currency).map(
      ([currency, { amount }]) => `${amount} currency ${currency}`,
    );
    rows.push([
      parcel.name,
      operation,
      String(records),
      state === 'rejected' ? '0' : String(records - rejected_records),
      state === 'rejected' ? `the whole file is refused: ${reason}` : amounts.join(', '),
    ]);
  }
  const titles = ['file', 'asks for', 'records', 'to be sent', 'adds up to, refused rows included'];
  const columns = titles.map((title, at) => ({ title, right: at === 2 || at === 3 }));

  screen.say('Nothing was sent yet. This would be:');
  screen.say(`  to   ${ferry.baseUrl}`);
  screen.say(`  app  ${ferry.appId}`);
  for (const line of table(columns, rows)) screen.say(`  ${line}`);
  return yes || saysYes('Type yes to send it: ', signal);
}
