// Values that the pages list for fields.

export const issuanceStatuses = ['to_be_issued', 'not_issued'];
/** Ways to issue a detail of a lump sum payment. */
export const issuanceWays = ['with_salary', 'with_cash', 'with_year_end_bonus'];
/** Ways to issue a recurring payment, and those by which details can be filtered. */
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
