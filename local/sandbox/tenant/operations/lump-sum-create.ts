// Creates lump-sum payments.
// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create

import { runBatch, type Verdict } from '../batch.ts';
import { conflictOf } from '../conflict.ts';
import type { Person } from '../directory.ts';
import { operation, userQuery } from '../operation.ts';
import { findAward, judgeLumpSum } from '../rules/lump-sum-rules.ts';
import { anyText, listOf, objectOf, optional, shortText, whole, type Read } from '../shape.ts';
import { detailKey, idOf } from '../store/feishu-ids.ts';
import type { TenantState } from '../tenant.ts';
import type { CatalogueApp } from '../catalogue-schema.ts';
import { detailFields, mostRecords, recordFields, refusedBySwitch } from './lump-sum-fields.ts';

const detail = objectOf({
  ...detailFields,
  issuance_amount: shortText,
  issuance_status: shortText,
  issuance_way: anyText,
  issuance_time: shortText,
  belong_time: shortText,
  issuance_index: optional(whole),
});
const record = objectOf({
  ...recordFields,
  unique_id: shortText,
  user_id: shortText,
  item_id: shortText,
  binding_period: whole,
  details: listOf(detail),
});

const body = objectOf({ records: optional(listOf(record, mostRecords)) });

export const createLumpSums = operation({
  query: userQuery,
  body,
  users: ({ records = [] }) =>
    records.map(({ user_id }, index) => ({ field: `records[${index}].user_id`, id: user_id })),
  run(call, tenant) {
    const { records = [] } = call.body;
    const createdHere = new Set<string>();
    const create = (given: Read<typeof record>, index: number) => {
      const conflict = conflictOf('lump_sum', given.unique_id, createdHere, tenant);
      if (conflict) return conflict;
      const verdict = createOne(given, call.people[index], call.app, call.nowMs, tenant);
      if (verdict.code === 0) createdHere.add(given.unique_id);
      return verdict;
    };
    return refusedBySwitch(records, call, tenant) ?? runBatch(records, call, tenant, create);
  },
});

function createOne(
  given: Read<typeof record>,
  person: Person | undefined,
  app: CatalogueApp,
  nowMs: number,
  tenant: TenantState,
): Verdict {
  const { unique_id, details } = given;
  const found = findAward(person, given.item_id, app, tenant);
  if (found.kind === 'refused') return { code: found.code, unique_id };
  const code = judgeLumpSum(given, { ...found, exceptKey: -1 }, tenant);
  if (code !== 0) return { code, unique_id };

  const { lumpSums, details: rows } = tenant.store;
  const stamps = { created_ms: nowMs, modified_ms: nowMs };
  const employee = found.person.number;
  const key = lumpSums.insert({ ...given, ...stamps, employee, details_made: details.length });
  const detail_results = details.map((written, index) => {
    const detailN = detailKey(key, index + 1);
    const issuance_index = written.issuance_index ?? index + 1;
    rows.insert({ ...written, ...stamps, issuance_index }, detailN);
    return { detail_id: idOf('detail', detailN), issuance_index };
  });
  return { code: 0, id: idOf('lump_sum', key), unique_id, detail_results };
}
