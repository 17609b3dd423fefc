// Reads a source to its end and makes the plan: what will be sent, what is rejected, or why nothing is sent. Nothing is queued
// here, so a file whose last line is broken has sent nothing.

import { approvedMark } from '../../shared/job/approved.ts';
import type { Encoding } from '../../shared/job/encoding.ts';
import type { Options, Plan } from '../../shared/job/plan.ts';
import { firstLane } from '../../shared/feishu/timetable.ts';
import { equal, readAmount } from '../../shared/values/decimal.ts';
import type { Totals } from '../../shared/values/totals.ts';
import { say, type Say } from '../../shared/words/say.ts';
import { shown } from '../../shared/words/show.ts';
import { inShort } from '../../shared/words/in-short.ts';
import { nearest } from '../../shared/words/nearest.ts';
import type { SplitInvocation } from './context.ts';
import { knownExtensions } from '../../shared/job/file-name.ts';
import { readSource, type Asked, type ReadWhole } from './read-source.ts';
import type { TableFacts } from './read/table/table-facts.ts';
import type { Sorted } from './sort/sort-records.ts';
import { readOptions } from './trigger/options.ts';
import type { JobSource } from './trigger/source.ts';

/** How many faults a reason tells: a message may name thousands of currencies and options. */
const mostFaultsTold = 10;

type Decision = Pick<Plan, 'state' | 'reason'>;

export async function makePlan(invocation: SplitInvocation, source: JobSource): Promise<Plan> {
  const asked = whatIsAsked(invocation, source);
  if ('reason' in asked)
    return planFrom(invocation, source, { decision: { state: 'rejected', reason: asked.reason } });

  const { table, encoding, end } = await readSource(invocation, source, asked);
  if ('stopped' in end) {
    const decision: Decision = { state: 'rejected', reason: end.stopped.said };
    return planFrom(invocation, source, { asked, table, encoding, decision });
  }
  const decision = await decide(invocation, source.job, asked.options, end.sorted, table?.hold ?? []);
  return planFrom(invocation, source, { asked, table, encoding, read: end, decision });
}

/**
 * What the source asks for, or the reason why it is rejected unread: the operation or the format is unknown, or options are
 * wrong.
 */
function whatIsAsked(
  { operations, settings }: SplitInvocation,
  { operation: name, file, options }: JobSource,
): Asked | { readonly reason: Say } {
  const operation = operations.find((known) => known.name === name);
  if (!operation) {
    const known = operations.map((one) => one.name);
    return {
      reason: say('file.operation_unknown', { name: shown(name), meant: nearest(name, known), known }),
    };
  }
  if (!file.format) return { reason: say('file.format_unknown', { known: knownExtensions }) };
  const read = readOptions(options, operation, file.format, {
    userIdType: settings.DEFAULT_USER_ID_TYPE,
    maxRejectedPercent: settings.MAX_REJECTED_PERCENT,
    language: settings.LANGUAGE,
  });
  if (read.kind === 'wrong') return { reason: inShort(read.faults, mostFaultsTold) };
  return { operation, format: file.format, options: read.options };
}

async function decide(
  { store }: SplitInvocation,
  job: string,
  options: Options,
  seen: Sorted,
  hold: TableFacts['hold'],
): Promise<Decision> {
  const reason = whyNot(options, seen);
  if (reason !== undefined) return { state: 'rejected', reason };
  if (options.dry_run) return { state: 'dry_run' };
  const waits =
    hold.length > 0 || (options.approval === 'required' && !(await approvedMark.exists(store, { job })));
  return { state: waits ? 'await_approval' : 'send' };
}

/** Why nothing of the file is to be sent; undefined where it may be sent. */
function whyNot(options: Options, { records, rejectedRecords, totals }: Sorted): Say | undefined {
  if (records === 0) return say('file.no_records');
  const faults: Say[] = [];
  if (options.expected_records !== undefined && options.expected_records !== records)
    faults.push(say('file.other_count', { expected: options.expected_records, found: records }));
  for (const [currency, expected] of Object.entries(options.expected_total))
    faults.push(...totalFault(currency, expected, totals));
  faults.push(...unexpectedCurrencies(options, totals));
  if (rejectedRecords > (records * options.max_rejected_percent) / 100) {
    const percent = options.max_rejected_percent;
    faults.push(say('file.too_many_rejected', { rejected: rejectedRecords, records, percent }));
  }
  return faults.length === 0 ? undefined : inShort(faults, mostFaultsTold);
}

function totalFault(currency: string, expected: string, totals: Totals): readonly Say[] {
  const { by_currency: byCurrency, uncounted } = totals;
  const sum = (Object.hasOwn(byCurrency, currency) ? byCurrency[currency]?.amount : undefined) ?? '0';
  const [wanted, found] = [readAmount(expected), readAmount(sum)];
  const agree = wanted.kind === 'plain' && found.kind === 'plain' && equal(wanted.value, found.value);
  return agree && uncounted === 0 ? [] : [say('file.other_total', { currency, expected, sum, uncounted })];
}

/** Who expects a total expects all of them: another currency is a column that has slipped, or a row too many. */
function unexpectedCurrencies({ expected_total: expected }: Options, totals: Totals): readonly Say[] {
  if (Object.keys(expected).length === 0) return [];
  const found = Object.entries(totals.by_currency).filter(([currency]) => !Object.hasOwn(expected, currency));
  return found.map(([currency, { amount, records }]) =>
    say('file.total_unexpected', { currency, amount, records }),
  );
}

interface PlanContent {
  readonly asked?: Asked;
  readonly table?: TableFacts | undefined;
  readonly encoding?: Encoding | undefined;
  readonly read?: ReadWhole;
  readonly decision: Decision;
}

function planFrom(
  { settings, clock }: SplitInvocation,
  source: JobSource,
  { asked, table, encoding, read, decision }: PlanContent,
): Plan {
  const lanes = asked?.operation.lanes === 1 ? 1 : settings.LANES;
  const nowMs = clock.now();
  return {
    v: 2,
    job: source.job,
    source: source.source,
    operation: source.operation,
    format: source.file.format,
    encoding,
    ...table,
    options: asked?.options,
    ...decision,
    hold: table?.hold ?? [],
    rows: read?.sorted.rows ?? 0,
    records: read?.sorted.records ?? 0,
    rejected_records: read?.sorted.rejectedRecords ?? 0,
    totals: read?.sorted.totals ?? { by_currency: {}, uncounted: 0 },
    batches: [...(read?.batches ?? [])],
    rejected: [...(read?.rejected ?? [])],
    lanes,
    first_lane: firstLane(nowMs, lanes, settings.FEISHU_CALLS_PER_SECOND),
    base_url: settings.FEISHU_BASE_URL,
    app_id: settings.FEISHU_APP_ID,
    planned_at: new Date(nowMs).toISOString(),
  };
}
