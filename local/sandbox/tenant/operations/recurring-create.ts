// Creates recurring payments.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_create

import { runBatch } from '../batch.ts';
import { conflictOf } from '../conflict.ts';
import { operation, userQuery } from '../operation.ts';
import { judgeRecurring } from '../rules/recurring-rules.ts';
import { anyText, listOf, objectOf, optional, shortText, text } from '../shape.ts';
import { idOf } from '../store/feishu-ids.ts';
import { mostRecords } from './lump-sum-fields.ts';

export const recurringFields = {
  each_amount: shortText,
  start_date: shortText,
  end_date: shortText,
  currency_id: shortText,
  issuance_type: anyText,
  remark: optional(text(3000)),
  issuance_country_region_id: optional(shortText),
};
const record = objectOf({
  ...recurringFields,
  unique_id: shortText,
  user_id: shortText,
  item_id: shortText,
  issuance_period: anyText,
});

const body = objectOf({ records: optional(listOf(record, mostRecords)) });

export const createRecurring = operation({
  query: userQuery,
  body,
  users: ({ records = [] }) =>
    records.map(({ user_id }, index) => ({ field: `records[${index}].user_id`, id: user_id })),
  run(call, tenant) {
    const createdHere = new Set<string>();
    return runBatch(call.body.records ?? [], call, tenant, (given, index) => {
      const { unique_id, item_id } = given;
      const enforced = tenant.switches.recurring_unique_id === 'enforced';
      const conflict = enforced && conflictOf('recurring', unique_id, createdHere, tenant);
      if (conflict) return conflict;
      const person = call.people[index];
      const code = judgeRecurring(given, item_id, person, call.app, -1, tenant);
      if (code !== 0 || !person) return { code, unique_id };
      const stamps = { created_ms: call.nowMs, modified_ms: call.nowMs };
      createdHere.add(unique_id);
      const key = tenant.store.recurring.insert({ ...given, ...stamps, employee: person.number });
      return { code, id: idOf('recurring', key), unique_id };
    });
  },
});
