// Reads a source to its end and makes the plan: what will be sent, what is rejected, or why nothing is. Nothing is
// queued here, so a file whose last line is broken has sent nothing.

import { equal, readAmount } from '../../shared/values/decimal.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import { show, showName } from '../../shared/words/show.ts';
import { nearest } from '../../shared/words/nearest.ts';
import type { Format, Options, Plan, PlanPart, Totals } from '../../shared/job/plan.ts';
import { approvedKey } from '../../shared/keys.ts';
import type { SplitInvocation } from './context.ts';
import { inShort } from '../../shared/words/in-short.ts';
import { readOptions } from './trigger/options.ts';
import { knownFormats } from './read/format.ts';
import { StopFile } from './read/stop-file.ts';
import { recordsOf } from './read/records.ts';
import { RecordSorter, type Sorted } from './sort/sort-records.ts';
import type { JobSource } from './trigger/source.ts';

interface Asked {
  readonly operation: WriteOperation;
  readonly format: Format;
  readonly options: Options;
}

/** Of a message, which may name thousands of currencies and options. */
const mostFaultsTold = 10;

type Decision = Pick<Plan, 'state' | 'reason'>;

export async function makePlan(context: SplitInvocation, source: JobSource): Promise<Plan> {
  const asked = whatIsAsked(context, source);
  if ('reason' in asked)
    return planFrom(context, source, { decision: { state: 'rejected', reason: asked.reason } });

  const sorter = new RecordSorter(asked.operation, context.store, source.job);
  let header: readonly string[] | undefined;
  try {
    const chunks = recordsOf(source, {
      ...asked,
      maxFileBytes: context.settings.MAX_FILE_BYTES,
      checkTime: context.checkTime,
      onHeader: (cells) => (header = cells),
    });
    for await (const several of chunks) await sorter.take(several, context.checkTime);
    const parts = await sorter.finish();
    const decision = await decide(context, source.job, asked.options, sorter.seen());
    return planFrom(context, source, { asked, header, sorted: sorter.seen(), parts, decision });
  } catch (error) {
    if (!(error instanceof StopFile)) throw error;
    // How far the reading came is chance; a file that was not understood has no counts, and no rows of its own.
    await sorter.finish();
    return planFrom(context, source, {
      asked,
      header,
      decision: { state: 'rejected', reason: error.message },
    });
  }
}

/** All that is wrong before a byte is read, in one sentence. */
function whatIsAsked(
  { operations, settings }: SplitInvocation,
  { operation: name, file, options }: JobSource,
): Asked | { readonly reason: string } {
  const operation = operations.find((known) => known.name === name);
  if (!operation) {
    const meant = nearest(
      name,
      operations.map((known) => known.name),
    );
    const hint =
      meant === undefined
        ? `; there are ${operations.map((known) => known.name).join(', ')}`
        : `, is it ${meant}?`;
    return { reason: `nobody knows the operation ${show(name)}${hint}` };
  }
  if (!file.format) return { reason: `the file is in no known format: its name must end in ${knownFormats}` };
  const read = readOptions(options, operation, {
    userIdType: settings.DEFAULT_USER_ID_TYPE,
    maxRejectedPercent: settings.MAX_REJECTED_PERCENT,
  });
  if (read.kind === 'wrong') return { reason: inShort(read.faults, mostFaultsTold) };
  return { operation, format: file.format, options: read.options };
}

async function decide(
  { store }: SplitInvocation,
  job: string,
  options: Options,
  seen: Sorted,
): Promise<Decision> {
  const reason = whyNot(options, seen);
  if (reason !== undefined) return { state: 'rejected', reason };
  if (options.dry_run) return { state: 'dry_run' };
  const waits = options.approval === 'required' && !(await store.exists(approvedKey(job)));
  return { state: waits ? 'await_approval' : 'send' };
}

function whyNot(options: Options, { records, rejectedRecords, totals }: Sorted): string | undefined {
  if (records === 0) return 'the file holds no records';
  const faults = [];
  if (options.expected_records !== undefined && options.expected_records !== records) {
    faults.push(`expected_records is ${options.expected_records}, but the file holds ${records}`);
  }
  for (const [currency, expected] of Object.entries(options.expected_total)) {
    faults.push(...totalFault(currency, expected, totals));
  }
  if (rejectedRecords > (records * options.max_rejected_percent) / 100) {
    faults.push(
      `${rejectedRecords} of ${records} records are rejected, more than the ${options.max_rejected_percent} percent that max_rejected_percent allows`,
    );
  }
  return faults.length === 0 ? undefined : inShort(faults, mostFaultsTold);
}

function totalFault(currency: string, expected: string, totals: Totals): readonly string[] {
  const sum = Object.hasOwn(totals.by_currency, currency) ? totals.by_currency[currency]?.amount : undefined;
  const [wanted, found] = [readAmount(expected), readAmount(sum ?? '0')];
  const agree = wanted.kind === 'plain' && found.kind === 'plain' && equal(wanted.value, found.value);
  const hidden =
    totals.uncounted === 0
      ? ''
      : `; ${totals.uncounted} records are in no total, for their amount or currency cannot be read`;
  return agree && hidden === ''
    ? []
    : [
        `${showName(`expected_total.${currency}`)} is ${expected}, the file adds up to ${sum ?? '0'}${hidden}`,
      ];
}

/** A file's first call has the next slot after this time, when a cold function is ready: it need not wait for a turn. */
const firstCallAfterMs = 700;

interface PlanContent {
  readonly asked?: Asked;
  readonly header?: readonly string[] | undefined;
  readonly sorted?: Sorted;
  readonly parts?: { readonly batches: readonly PlanPart[]; readonly rejected: readonly PlanPart[] };
  readonly decision: Decision;
}

function planFrom(
  { settings, clock }: SplitInvocation,
  source: JobSource,
  { asked, header, sorted, parts, decision }: PlanContent,
): Plan {
  const lanes = asked?.operation.lanes === 1 ? 1 : settings.LANES;
  const slotMs = 1050 / settings.FEISHU_CALLS_PER_SECOND;
  const now = clock.now();
  return {
    v: 1,
    job: source.job,
    source: source.source,
    operation: source.operation,
    format: source.file.format,
    header: header && [...header],
    options: asked?.options,
    ...decision,
    rows: sorted?.rows ?? 0,
    records: sorted?.records ?? 0,
    rejected_records: sorted?.rejectedRecords ?? 0,
    totals: sorted?.totals ?? { by_currency: {}, uncounted: 0 },
    batches: [...(parts?.batches ?? [])],
    rejected: [...(parts?.rejected ?? [])],
    lanes,
    first_lane: Math.ceil((now + firstCallAfterMs) / slotMs) % lanes,
    base_url: settings.FEISHU_BASE_URL,
    app_id: settings.FEISHU_APP_ID,
    planned_at: new Date(now).toISOString(),
  };
}
