// Removes lump-sum payments.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/lump_sum_payment/batch_remove

import { runBatch, type Verdict } from '../batch.ts';
import type { CatalogueApp } from '../catalogue-schema.ts';
import { noQuery, operation } from '../operation.ts';
import { hasPermission } from '../rules/person-rules.ts';
import { anyText, listOf, objectOf, optional, shortText } from '../shape.ts';
import { keyOf } from '../store/feishu-ids.ts';
import { numberOf, textOf } from '../store/rows.ts';
import type { TenantState } from '../tenant.ts';
import { mostRecords } from './lump-sum-fields.ts';

const body = objectOf({ record_ids: optional(listOf(shortText, mostRecords)), reason: optional(anyText) });

export const removeLumpSums = operation({
  query: noQuery,
  body,
  run: (call, tenant) =>
    runBatch(call.body.record_ids ?? [], call, tenant, (id) => removeOne(id, call.app, tenant)),
});

function removeOne(id: string, app: CatalogueApp, { store, directory }: TenantState): Verdict {
  const key = keyOf('lump_sum', id);
  const stored = store.lumpSums.get(key);
  if (!stored) return { code: 21270201, id };
  const unique_id = textOf(stored, 'unique_id');
  const person = directory.byNumber(numberOf(stored, 'employee'));
  if (!hasPermission(app, person)) return { code: 21270226, id, unique_id };
  const details = store.detailsOf(key);
  if (details.some((detail) => detail['paid'] === 1)) return { code: 21270224, id, unique_id };

  for (const detail of details) store.details.remove(numberOf(detail, 'key'));
  store.lumpSums.remove(key);
  store.rememberRemoved('lump_sum', unique_id);
  return { code: 0, id, unique_id };
}
