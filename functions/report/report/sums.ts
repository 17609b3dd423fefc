// The counts and sums of a report, made from the records themselves and compared with the plan: where both differ, the report
// says so.

import { add, equal, formatDecimal, zero, type Decimal } from '../../../shared/values/decimal.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { statuses, type Share, type Status } from '../../../shared/job/outcomes.ts';
import type { Plan } from '../../../shared/job/plan.ts';
import { say, type Say } from '../../../shared/words/say.ts';
import type { Report } from '../../../shared/job/report.ts';
import { RunningTotals, type Totals } from '../../../shared/values/totals.ts';
import type { Journal } from '../../../shared/job/journal.ts';
import type { Reported } from './job-records.ts';

interface Numbers extends Pick<
  Report,
  'rows' | 'records' | 'by_status' | 'by_code' | 'totals' | 'calls' | 'throttled'
> {
  /** As in report.json, and empty where there are none. */
  readonly mismatch: readonly Say[];
  readonly notes: readonly Say[];
}

export class ReportSums {
  readonly #byStatus = new Map<Status, number>();
  readonly #byCode = new Map<number, number>();
  readonly #totals: Readonly<Record<Share, RunningTotals>>;
  #rows = 0;
  #records = 0;
  #calls = 0;
  #throttled = 0;
  /** The largest difference of clocks that a batch noted, with its sign. */
  #clockAheadMs = 0;

  /** `operation` is undefined where the plan names an unknown one: then no amounts are summed. */
  constructor(operation: WriteOperation | undefined) {
    const totals = () => new RunningTotals({ amount: operation?.amount });
    this.#totals = {
      accepted: totals(),
      already_there: totals(),
      not_accepted: totals(),
      unclear: totals(),
    };
  }

  count({ line, outcome: { status, code } }: Reported): void {
    this.#records += 1;
    this.#rows += line.rows.length;
    this.#byStatus.set(status, (this.#byStatus.get(status) ?? 0) + 1);
    if (code !== 0) this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + 1);
    this.#totals[statuses[status].share].count(line.record);
  }

  takeJournal({ calls, throttled, feishu_ahead_ms = 0 }: Journal): void {
    this.#calls += calls;
    this.#throttled += throttled;
    if (Math.abs(feishu_ahead_ms) > Math.abs(this.#clockAheadMs)) this.#clockAheadMs = feishu_ahead_ms;
  }

  statuses(): ReadonlySet<Status> {
    return new Set(this.#byStatus.keys());
  }

  toReport(plan: Plan): Numbers {
    // How many records of a rejected plan are in none of its parts. Nothing of them was sent, and no sum can be made.
    const unread = plan.state === 'rejected' ? plan.records - this.#records : 0;
    const unsent = (this.#byStatus.get('unsent') ?? 0) + unread;
    const totals = unread > 0 ? { by_currency: {}, uncounted: 0 } : this.#besides(plan.totals);
    const mismatch = unread > 0 ? [] : this.#mismatch(plan, totals);
    const feishuAheadMs = this.#clockAheadMs;
    return {
      rows: plan.rows,
      records: plan.records,
      by_status: { ...Object.fromEntries(this.#byStatus), ...(unsent > 0 ? { unsent } : {}) },
      by_code: Object.fromEntries(this.#byCode),
      totals,
      mismatch,
      notes: feishuAheadMs === 0 ? [] : [say('job.clocks_differ', { feishuAheadMs })],
      calls: this.#calls,
      throttled: this.#throttled,
    };
  }

  /** For each currency the sum of the file and the sums of what became of it; and how many records are in no sum. */
  #besides(planned: Totals): Report['totals'] {
    const accepted = this.#totals.accepted.toPlan();
    const alreadyThere = this.#totals.already_there.toPlan();
    const notAccepted = this.#totals.not_accepted.toPlan();
    const unclear = this.#totals.unclear.toPlan();
    const found = [accepted, alreadyThere, notAccepted, unclear];
    const currencies = [planned, ...found].flatMap(({ by_currency }) => Object.keys(by_currency));
    const byCurrency = [...new Set(currencies)].map((currency) => [
      currency,
      {
        in: amountOf(planned, currency),
        accepted: amountOf(accepted, currency),
        already_there: amountOf(alreadyThere, currency),
        not_accepted: amountOf(notAccepted, currency),
        unclear: amountOf(unclear, currency),
      },
    ]);
    return {
      by_currency: Object.fromEntries(byCurrency),
      uncounted: found.reduce((sum, { uncounted }) => sum + uncounted, 0),
    };
  }

  #mismatch(plan: Plan, { by_currency, uncounted }: Report['totals']): readonly Say[] {
    const counts = [
      ['job.records_differ', plan.records, this.#records],
      ['job.rows_differ', plan.rows, this.#rows],
      ['job.uncounted_differ', plan.totals.uncounted, uncounted],
    ] as const;
    return [
      ...counts.flatMap(([sentence, planned, found]) =>
        planned === found ? [] : [say(sentence, { planned, found })],
      ),
      ...Object.entries(by_currency).flatMap(([currency, { in: planned, ...parts }]) => {
        const found = Object.values(parts).map(decimalOf).reduce(add, zero);
        return equal(found, decimalOf(planned))
          ? []
          : [say('job.sum_differs', { currency, planned, found: formatDecimal(found) })];
      }),
    ];
  }
}

function amountOf({ by_currency }: Totals, currency: string): string {
  return Object.hasOwn(by_currency, currency) ? (by_currency[currency]?.amount ?? '0') : '0';
}

/** Reads what formatDecimal wrote. `readAmount` might refuse it: a sum may have more digits than an amount. */
function decimalOf(sum: string): Decimal {
  const [, whole = '0', fraction = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(sum) ?? [];
  return { units: BigInt(whole + fraction), places: fraction.length };
}
