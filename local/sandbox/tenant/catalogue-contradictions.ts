// Finds contradictions in a catalogue whose shape is right.

import type { Catalogue } from './catalogue-schema.ts';

/** A sentence about the first contradiction. Undefined: there is none. */
export function contradictionIn(catalogue: Catalogue): string | undefined {
  const { items, currencies, employees } = catalogue;
  const twice = idGivenTwice(catalogue);
  if (twice !== undefined) return `the id ${twice} is given twice`;
  const known = new Set(currencies.map(({ currency_id }) => currency_id));
  const foreign = items.find(({ currency_id }) => currency_id !== undefined && !known.has(currency_id));
  if (foreign) return `item ${foreign.id} has a currency that is not in the catalogue`;
  const early = employees.find(
    ({ onboard_date, offboard_date = onboard_date }) => offboard_date < onboard_date,
  );
  return early && `employee ${early.people_corehr_id} leaves before the first day`;
}

function idGivenTwice({
  apps,
  employees,
  items,
  currencies,
  country_regions,
  pay_groups,
}: Catalogue): string | undefined {
  const families = [
    apps.map(({ app_id }) => app_id),
    employees.map(({ people_corehr_id }) => people_corehr_id),
    employees.map(({ user_id }) => user_id),
    employees.map(({ union_id }) => union_id),
    ...apps.map(({ app_id }) => employees.flatMap(({ open_ids }) => open_ids[app_id] ?? [])),
    items.map(({ id: itemId }) => itemId),
    currencies.map(({ currency_id }) => currency_id),
    country_regions.map(({ country_region_id }) => country_region_id),
    pay_groups.map((group) => group.id),
  ];
  return families.flatMap((ids) => (new Set(ids).size < ids.length ? ids.filter(isRepeat) : []))[0];
}

const isRepeat = (id: string, index: number, ids: readonly string[]): boolean => ids.indexOf(id) < index;
