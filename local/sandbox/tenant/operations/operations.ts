// The operations by API name.

import type { Api } from '../../endpoints.ts';
import type { Operation } from '../operation.ts';
import { listItems, searchCountryRegions, searchCurrencies } from './lists.ts';
import { createLumpSums } from './lump-sum-create.ts';
import { queryLumpSums } from './lump-sum-query.ts';
import { queryDetails } from './lump-sum-query-detail.ts';
import { removeLumpSums } from './lump-sum-remove.ts';
import { updateLumpSums } from './lump-sum-update.ts';
import { createRecurring } from './recurring-create.ts';
import { queryRecurring } from './recurring-query.ts';
import { removeRecurring } from './recurring-remove.ts';
import { updateRecurring } from './recurring-update.ts';

export const operations: Readonly<Record<Api, Operation>> = {
  'lump_sum_payment.batch_create': createLumpSums,
  'lump_sum_payment.batch_update': updateLumpSums,
  'lump_sum_payment.batch_remove': removeLumpSums,
  'lump_sum_payment.query': queryLumpSums,
  'lump_sum_payment.query_detail': queryDetails,
  'recurring_payment.batch_create': createRecurring,
  'recurring_payment.batch_update': updateRecurring,
  'recurring_payment.batch_remove': removeRecurring,
  'recurring_payment.query': queryRecurring,
  'item.list': listItems,
  'currency.search': searchCurrencies,
  'country_region.search': searchCountryRegions,
};
