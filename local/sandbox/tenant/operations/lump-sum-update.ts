// Changes lump-sum payments.
// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_update

import { runBatch, type Verdict } from '../batch.ts';
import type { CatalogueApp } from '../catalogue-schema.ts';
import { noQuery, operation } from '../operation.ts';
import { findAward, judgeLumpSum } from '../rules/lump-sum-rules.ts';
import { anyText, listOf, objectOf, optional, shortText, whole, type Read } from '../shape.ts';
import { detailKey, idOf, keyOf } from '../store/feishu-ids.ts';
import { numberOf, optionalText, textOf } from '../store/rows.ts';
import type { TenantState } from '../tenant.ts';
import { detailChange, mergeDetails } from './lump-sum-merge.ts';
import { mostRecords, recordFields, refusedBySwitch } from './lump-sum-fields.ts';

const record = objectOf({
  ...recordFields,
  id: optional(shortText),
  binding_period: optional(whole),
  details: listOf(detailChange),
  operation_source: optional(anyText),
});

const body = objectOf({ records: optional(listOf(record, mostRecords)) });

export const updateLumpSums = operation({
  query: noQuery,
  body,
  run(call, tenant) {
    const { records = [] } = call.body;
    const update = (one: Read<typeof record>) => updateOne(one, call.app, call.nowMs, tenant);
    return refusedBySwitch(records, call, tenant) ?? runBatch(records, call, tenant, update);
  },
});

function updateOne(
  change: Read<typeof record>,
  app: CatalogueApp,
  nowMs: number,
  tenant: TenantState,
): Verdict {
  const { store, directory } = tenant;
  const key = keyOf('lump_sum', change.id ?? '');
  const stored = store.lumpSums.get(key);
  if (!stored) return { code: 21270201, id: change.id };

  const named = { id: change.id, unique_id: textOf(stored, 'unique_id') };
  const person = directory.byNumber(numberOf(stored, 'employee'));
  const found = findAward(person, textOf(stored, 'item_id'), app, tenant);
  if (found.kind === 'refused') return { code: found.code, ...named };
  const details = store.detailsOf(key);
  // A new currency would change the details too, and a paid detail cannot change.
  const isPaid = details.some((detail) => detail['paid'] === 1);
  if (isPaid && change.currency_id !== textOf(stored, 'currency_id')) return { code: 21270220, ...named };
  const merged = mergeDetails(change.details, details, tenant.switches);
  if (merged.kind === 'refused') return { code: merged.code, ...named };

  const after = {
    ...change,
    unique_id: named.unique_id,
    employee: person.number,
    item_id: found.item.id,
    binding_period: change.binding_period ?? numberOf(stored, 'binding_period'),
    binding_period_decimal: change.binding_period_decimal ?? optionalText(stored, 'binding_period_decimal'),
    remark: change.remark ?? optionalText(stored, 'remark'),
    reference_period_start_date:
      change.reference_period_start_date ?? optionalText(stored, 'reference_period_start_date'),
    reference_period_end_date:
      change.reference_period_end_date ?? optionalText(stored, 'reference_period_end_date'),
    details: merged.details,
  };
  const code = judgeLumpSum(after, { ...found, exceptKey: key }, tenant);
  if (code !== 0) return { code, ...named };

  let details_made = numberOf(stored, 'details_made');
  for (const gone of merged.removed) store.details.remove(gone);
  const detail_results = merged.details.map((one, index) => {
    const times = { created_ms: one.created_ms ?? nowMs, modified_ms: nowMs };
    const detailN = one.key ?? detailKey(key, ++details_made);
    const issuance_index = one.issuance_index ?? index + 1;
    if (one.key === undefined) store.details.insert({ ...one, ...times, issuance_index }, detailN);
    else if (one.changed) store.details.update(one.key, { ...one, ...times, issuance_index });
    return { detail_id: idOf('detail', detailN), issuance_index };
  });
  const created_ms = numberOf(stored, 'created_ms');
  store.lumpSums.update(key, { ...after, details_made, created_ms, modified_ms: nowMs });
  return { code: 0, ...named, detail_results };
}
