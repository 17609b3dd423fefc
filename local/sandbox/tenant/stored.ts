// What the control endpoints ask of the store: records as an app with every scope sees them, with people by
// people_corehr_id; counts; and to mark details as paid.

import { detailKey, detailsPerRecord, keyOf } from './store/feishu-ids.ts';
import { numberOf } from './store/rows.ts';
import type { Dialogue } from './tenant-messages.ts';
import type { TenantState } from './tenant.ts';
import { lumpSumView, recurringView } from './views.ts';
import type { Viewer } from './field-scopes.ts';

const allSeeing = ({ directory }: TenantState): Viewer => ({
  sees: () => true,
  userId: (employee) => directory.byNumber(employee).employee.people_corehr_id,
});

export function tellStored(
  { resource, after, limit }: Dialogue['stored'][0],
  tenant: TenantState,
): Dialogue['stored'][1] {
  const { store } = tenant;
  const table = resource === 'lump_sum_payment' ? 'lump_sum' : 'recurring';
  const rows = store.db
    .prepare(`SELECT * FROM ${table} WHERE key > ? ORDER BY key LIMIT ?`)
    .all(after, limit);
  const viewer = allSeeing(tenant);
  const views = rows.map((row) =>
    resource === 'lump_sum_payment'
      ? lumpSumView(row, store.detailsOf(numberOf(row, 'key')), viewer, tenant)
      : recurringView(row, viewer, tenant),
  );
  const last = rows.at(-1);
  const next = last && rows.length === limit ? numberOf(last, 'key') : undefined;
  return { ndjson: views.map((view) => `${JSON.stringify(view)}\n`).join(''), next };
}

export function countStored({ store: { db } }: TenantState): Dialogue['counts'][1] {
  const count = (table: string) => {
    const row = db.prepare(`SELECT count(*) AS n FROM ${table}`).get();
    return row ? numberOf(row, 'n') : 0;
  };
  return {
    lump_sum_payment: count('lump_sum'),
    lump_sum_payment_detail: count('detail'),
    recurring_payment: count('recurring'),
  };
}

/** Marks these details, and all details of these records, as paid. */
export function pay(
  { record_ids, detail_ids }: Dialogue['pay'][0],
  { store }: TenantState,
): Dialogue['pay'][1] {
  const ofRecords = record_ids.map((id) => keyOf('lump_sum', id));
  const ranges = [
    ...ofRecords.map((key) => [detailKey(key, 0), detailKey(key, detailsPerRecord - 1)] as const),
    ...detail_ids.map((id) => [keyOf('detail', id), keyOf('detail', id)] as const),
  ];
  const markPaid = store.db.prepare('UPDATE detail SET paid = 1 WHERE key BETWEEN ? AND ?');
  return store.together(() => ({
    paid_details: ranges.reduce((paid, range) => paid + Number(markPaid.run(...range).changes), 0),
  }));
}
