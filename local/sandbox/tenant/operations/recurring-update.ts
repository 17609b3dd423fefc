// Changes recurring payments.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_update

import { runBatch } from '../batch.ts';
import { operation, optionalUserQuery } from '../operation.ts';
import { judgeRecurring } from '../rules/recurring-rules.ts';
import { listOf, objectOf, optional, shortText } from '../shape.ts';
import { keyOf } from '../store/feishu-ids.ts';
import { numberOf, optionalText, textOf } from '../store/rows.ts';
import { mostRecords } from './lump-sum-fields.ts';
import { recurringFields } from './recurring-create.ts';

const record = objectOf({ ...recurringFields, id: shortText });

const body = objectOf({ records: optional(listOf(record, mostRecords)) });

export const updateRecurring = operation({
  query: optionalUserQuery,
  body,
  run: (call, tenant) =>
    runBatch(call.body.records ?? [], call, tenant, (change) => {
      const { store, directory } = tenant;
      const key = keyOf('recurring', change.id);
      const stored = store.recurring.get(key);
      if (!stored) return { code: 21270313, id: change.id };
      const person = directory.byNumber(numberOf(stored, 'employee'));
      const named = { id: change.id, unique_id: textOf(stored, 'unique_id') };
      const after = {
        ...change,
        unique_id: named.unique_id,
        employee: person.number,
        item_id: textOf(stored, 'item_id'),
        issuance_period: textOf(stored, 'issuance_period'),
        remark: change.remark ?? optionalText(stored, 'remark'),
        issuance_country_region_id:
          change.issuance_country_region_id ?? optionalText(stored, 'issuance_country_region_id'),
      };
      const code = judgeRecurring(after, after.item_id, person, call.app, key, tenant);
      if (code !== 0) return { code, ...named };
      const created_ms = numberOf(stored, 'created_ms');
      store.recurring.update(key, { ...after, created_ms, modified_ms: call.nowMs });
      return { code: 0, ...named };
    }),
});
