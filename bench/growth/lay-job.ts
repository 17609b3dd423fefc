// A complete job, as split and deliver leave it.

import { createHash } from 'node:crypto';

import type { RecordsStore } from '../../shared/aws/store.ts';
import { batchLines } from '../../shared/job/batch.ts';
import { completeJson } from '../../shared/job/complete.ts';
import { openJob } from '../../shared/job/open.ts';
import { outcomeLines, type Status } from '../../shared/job/outcomes.ts';
import { planJson, type Plan, type PlanPart } from '../../shared/job/plan.ts';

export type BenchJob = 'ndjson' | 'csv' | 'removes';

const recordsPerCall = 500;
const reasons = 60;
/** The records' statuses, by turns: most records are paid, and each file of the report has some. */
const statuses: readonly Status[] = ['created', 'created', 'created', 'refused', 'created', 'unknown'];
const now = new Date(0).toISOString();

export async function layJob(store: RecordsStore, job: string, kind: BenchJob, records: number) {
  const batches: PlanPart[] = [];
  const open = new Map<number, number[]>();
  const close = async (rows: readonly number[], index: number) => {
    const text = rows.map((row) => `${JSON.stringify(lineOf(kind, row))}\n`).join('');
    const sha256 = createHash('sha256').update(text).digest('hex');
    const key = batchLines.key({ job, batch: index, sha: sha256.slice(0, 8) });
    batches[index] = { key, sha256, records: rows.length };
    await store.write(key, text);
    await store.write(outcomeLines.key({ job, batch: index }), rows.map(outcomeOf).join(''));
  };

  const indexes = new Map<number, number>();
  let begun = 0;
  for (let row = 2; row < records + 2; row += 1) {
    const group = kind === 'removes' ? row % reasons : 0;
    const rows = open.get(group) ?? [];
    if (rows.length === 0) indexes.set(group, begun++);
    rows.push(row);
    open.set(group, rows);
    if (rows.length < recordsPerCall) continue;
    await close(rows, indexes.get(group) ?? 0);
    open.delete(group);
  }
  for (const [group, rows] of open) await close(rows, indexes.get(group) ?? 0);

  const plan: Plan = {
    v: 2,
    job,
    source: { from: 'inbox', name: job, bytes: 0 },
    operation: `lump_sum_payment.${kind === 'removes' ? 'batch_remove' : 'batch_create'}`,
    format: kind === 'csv' ? 'csv' : 'ndjson',
    ...(kind === 'csv' ? { header: [...fields] } : {}),
    state: 'send',
    rows: records,
    records,
    rejected_records: 0,
    totals: { by_currency: kind === 'removes' ? {} : totalOf(records), uncounted: 0 },
    batches,
    rejected: [],
    lanes: 20,
    first_lane: 0,
    base_url: '',
    app_id: '',
    planned_at: now,
  };
  await openJob.write(store, { job }, { v: 1, source: plan.source, opened_at: now, tries: 0 });
  await planJson.write(store, { job }, plan);
  await completeJson.write(store, { job }, { v: 1, job, by: 'deliver', completed_at: now });
}

const bonus = {
  unique_id: '',
  user_id: 'ou_7d8a6e6df7621556ce0d21922b676706',
  total_amount: '2000.00',
  binding_period: '0',
  currency_id: '6863329932261459464',
  issuance_frequency: '1',
  item_id: '7411039006180312620',
  remark: '2026 年 11 月绩效奖金',
  'details.1.issuance_amount': '2000.00',
  'details.1.issuance_status': 'to_be_issued',
  'details.1.issuance_way': 'with_salary',
  'details.1.issuance_time': '2026-12-10',
  'details.1.belong_time': '2026-11-20',
};
const fields = Object.keys(bonus);

function totalOf(records: number) {
  return { [bonus.currency_id]: { records, amount: `${records * 2000}.00` } };
}

function lineOf(kind: BenchJob, row: number) {
  const id = `7402510801304718380_${row}`;
  const record = kind === 'removes' ? { id, reason: `reason ${row % reasons}` } : { ...bonus, unique_id: id };
  return { row, rows: [row], record, ...(kind === 'csv' ? { raw: [Object.values(record)] } : {}) };
}

function outcomeOf(row: number): string {
  const status = statuses[row % statuses.length] ?? 'created';
  return `${JSON.stringify({ row, rows: [row], id: `739703360713215${row}`, status, code: 0, message: 'success' })}\n`;
}
