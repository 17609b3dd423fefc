// Finds recurring payments.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/query

import { operation } from '../operation.ts';
import { objectOf } from '../shape.ts';
import { keyOf } from '../store/feishu-ids.ts';
import { recurringSource } from '../store/page.ts';
import { recurringView } from '../views.ts';
import { createFilter, list, moment, sharedFields } from './filters.ts';
import { recordQuery, runQuery } from './run-query.ts';

const body = objectOf({
  ...sharedFields,
  unique_ids: list,
  start_date_gte: moment,
  start_date_lte: moment,
  end_date_gte: moment,
  end_date_lte: moment,
});

export const queryRecurring = operation({
  query: recordQuery,
  body,
  users: ({ user_ids = [] }) => user_ids.map((id, index) => ({ field: `user_ids[${index}]`, id })),
  run(call, tenant) {
    const filter = createFilter('r');
    filter.anyOf(
      'id',
      'r.key',
      call.body.ids?.map((id) => keyOf('recurring', id)),
    );
    filter.anyOf('unique_id', 'r.unique_id', call.body.unique_ids);
    filter.dates('start', 'r.start_date', call.body.start_date_gte, call.body.start_date_lte);
    filter.dates('end', 'r.end_date', call.body.end_date_gte, call.body.end_date_lte);
    filter.shared(call.body, call.people);
    return runQuery(call, tenant, recurringSource, filter, (key, viewer) => {
      const row = tenant.store.recurring.get(key);
      return row && recurringView(row, viewer, tenant);
    });
  },
});
