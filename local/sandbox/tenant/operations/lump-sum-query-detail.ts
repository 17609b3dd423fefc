// Finds details of lump-sum payments.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/lump_sum_payment/query_detail

import { operation } from '../operation.ts';
import { badShape } from '../call-outcome.ts';
import { listOf, objectOf, oneOf, optional } from '../shape.ts';
import { keyOf, recordOfDetail } from '../store/feishu-ids.ts';
import { detailSource } from '../store/page.ts';
import { detailView } from '../views.ts';
import { createFilter, list, moment, sharedFields } from './filters.ts';
import { recordQuery, runQuery } from './run-query.ts';

const ways = ['with_salary', 'with_cash', 'with_physical_distribution', 'with_year_end_bonus'] as const;
const statuses = ['to_be_issued', 'not_issued', 'paid'] as const;

const body = objectOf({
  ...sharedFields,
  record_ids: list,
  record_unique_ids: list,
  issuance_ways: optional(listOf(oneOf(ways), 500)),
  issuance_statuses: optional(listOf(oneOf(statuses), 500)),
  issuance_date_gte: moment,
  issuance_date_lte: moment,
});

export const queryDetails = operation({
  query: recordQuery,
  body,
  users: ({ user_ids = [] }) => user_ids.map((id, index) => ({ field: `user_ids[${index}]`, id })),
  run(call, tenant) {
    const { ids, record_ids, record_unique_ids, issuance_ways, issuance_statuses } = call.body;
    const showsPaid = tenant.switches.paid_status === 'paid';
    const paidAt = issuance_statuses?.indexOf('paid') ?? -1;
    if (paidAt >= 0 && !showsPaid) {
      const description = 'must be one of to_be_issued, not_issued';
      const violation = { field: `issuance_statuses[${paidAt}]`, value: 'paid', description };
      return badShape(call.api, tenant.switches, [violation]);
    }
    const filter = createFilter('d');
    filter.anyOf(
      'detail_id',
      'd.key',
      ids?.map((id) => keyOf('detail', id)),
    );
    filter.anyOf(
      'id',
      'r.key',
      record_ids?.map((id) => keyOf('lump_sum', id)),
    );
    filter.anyOf('unique_id', 'r.unique_id', record_unique_ids);
    filter.anyOf('way', 'd.issuance_way', issuance_ways);
    const shownStatus = "CASE d.paid WHEN 1 THEN 'paid' ELSE d.issuance_status END";
    filter.anyOf('status', showsPaid ? shownStatus : 'd.issuance_status', issuance_statuses);
    filter.dates('issuance', 'd.issuance_time', call.body.issuance_date_gte, call.body.issuance_date_lte);
    filter.shared(call.body, call.people);
    const { details, lumpSums } = tenant.store;
    return runQuery(call, tenant, detailSource, filter, (key, viewer) => {
      const row = details.get(key);
      const record = lumpSums.get(recordOfDetail(key));
      return row && record && detailView(row, record, viewer, tenant);
    });
  },
});
