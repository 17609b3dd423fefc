// Finds lump-sum payments.
// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/query

import { operation } from '../operation.ts';
import { objectOf } from '../shape.ts';
import { keyOf } from '../store/feishu-ids.ts';
import { lumpSumSource } from '../store/page.ts';
import { numberOf } from '../store/rows.ts';
import { lumpSumView } from '../views.ts';
import { createFilter, list, sharedFields } from './filters.ts';
import { recordQuery, runQuery } from './run-query.ts';

const body = objectOf({ ...sharedFields, unique_ids: list });

export const queryLumpSums = operation({
  query: recordQuery,
  body,
  users: ({ user_ids = [] }) => user_ids.map((id, index) => ({ field: `user_ids[${index}]`, id })),
  run(call, tenant) {
    const filter = createFilter('r');
    filter.anyOf(
      'id',
      'r.key',
      call.body.ids?.map((id) => keyOf('lump_sum', id)),
    );
    filter.anyOf('unique_id', 'r.unique_id', call.body.unique_ids);
    filter.shared(call.body, call.people);
    return runQuery(call, tenant, lumpSumSource, filter, (key, viewer) => {
      const row = tenant.store.lumpSums.get(key);
      // A visible record can have details that are not visible yet. Without such a delay the clock does not matter: it may be set back.
      const freshMs = Number(tenant.switches.fresh_record_seconds) * 1000;
      const details = tenant.store
        .detailsOf(key)
        .filter((detail) => freshMs === 0 || numberOf(detail, 'created_ms') <= call.nowMs - freshMs);
      return row && lumpSumView(row, details, viewer, tenant);
    });
  },
});
