// Removes recurring payments.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_remove

import { chinaDate } from '../../china-time.ts';
import { runBatch } from '../batch.ts';
import { noQuery, operation } from '../operation.ts';
import { hasPermission } from '../rules/person-rules.ts';
import { anyText, listOf, objectOf, optional, shortText } from '../shape.ts';
import { keyOf } from '../store/feishu-ids.ts';
import { numberOf, textOf } from '../store/rows.ts';
import { mostRecords } from './lump-sum-fields.ts';

const body = objectOf({ record_ids: listOf(shortText, mostRecords), reason: optional(anyText) });

export const removeRecurring = operation({
  query: noQuery,
  body,
  run: (call, tenant) =>
    runBatch(call.body.record_ids, call, tenant, (id) => {
      const { store, directory } = tenant;
      const key = keyOf('recurring', id);
      const stored = store.recurring.get(key);
      if (!stored) return { code: 21270313, id };
      const named = { id, unique_id: textOf(stored, 'unique_id') };
      const person = directory.byNumber(numberOf(stored, 'employee'));
      if (!hasPermission(call.app, person)) return { code: 21270304, ...named };
      if (textOf(stored, 'start_date') < chinaDate(call.nowMs)) return { code: 21270312, ...named };
      store.recurring.remove(key);
      store.rememberRemoved('recurring', named.unique_id);
      return { code: 0, ...named };
    }),
});
