// Values that the pages list.

export const issuanceStatuses = ['to_be_issued', 'not_issued'];
/** Of a lump sum payment's detail. */
export const issuanceWays = ['with_salary', 'with_cash', 'with_year_end_bonus'];
/** Of a recurring payment, and of the filter of details. */
export const issuanceTypes = [
  'with_salary',
  'with_cash',
  'with_physical_distribution',
  'with_year_end_bonus',
];
export const issuancePeriods = [
  'year',
  'half_year',
  'quarterly',
  'bimonthly',
  'month',
  'biweekly',
  'week',
  'day',
  'hour',
];
