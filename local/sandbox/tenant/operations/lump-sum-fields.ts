// What create and update of lump-sum payments share: fields, and refusals that a switch turns on. Also the most records
// of any batch call.

import { badParameter, badShape, type Outcome } from '../call-outcome.ts';
import { isLongRemark, longestRemark } from '../rules/lump-sum-rules.ts';
import { anyText, optional, shortText, whole } from '../shape.ts';
import type { RawCall } from '../operation.ts';
import type { TenantState } from '../tenant.ts';

export const mostRecords = 500;

export const recordFields = {
  total_amount: shortText,
  currency_id: shortText,
  issuance_frequency: whole,
  reference_period_start_date: optional(shortText),
  reference_period_end_date: optional(shortText),
  binding_period_decimal: optional(shortText),
  // The length is checked later: too long a remark fails its record (21270210), or the call by the switch `long_remark`.
  remark: optional(anyText),
};

export const detailFields = {
  issuance_country_region_id: optional(shortText),
  issuance_pay_group_id: optional(shortText),
  detail_reference_period_start_date: optional(shortText),
  detail_reference_period_end_date: optional(shortText),
  is_not_issued_due_to_offboarding: optional(whole),
};

interface Place {
  readonly issuance_country_region_id: string | undefined;
  readonly issuance_pay_group_id: string | undefined;
}
interface Written {
  readonly remark: string | undefined;
  readonly details: Place[];
}

/**
 * Refuses the whole call for a long remark or an unknown place, where a switch says so. By default a long remark fails
 * its record, and an unknown place is stored.
 */
export function refusedBySwitch(
  records: readonly Written[],
  { api }: Pick<RawCall, 'api'>,
  tenant: TenantState,
): Outcome | undefined {
  const { switches, countries, payGroups } = tenant;
  const tooLong = records.findIndex(({ remark }) => isLongRemark(remark));
  if (switches.long_remark === 'call' && tooLong >= 0) {
    const description = `max length is ${longestRemark}`;
    return badShape(api, switches, [{ field: `records[${tooLong}].remark`, value: '', description }]);
  }
  const isKnown = ({ issuance_country_region_id: country, issuance_pay_group_id: group }: Place) =>
    (!country || countries.has(country)) && (!group || payGroups.has(group));
  const allKnown = records.every(({ details }) => details.every(isKnown));
  return switches.unknown_place === 'refused' && !allKnown ? badParameter(api) : undefined;
}
