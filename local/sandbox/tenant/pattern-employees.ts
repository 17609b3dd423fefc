// Employees by pattern, as many as a large test needs. All fields of an employee follow from the employee's number, and
// the open ids also from the list of apps.

import type { CatalogueApp, Employee } from './catalogue-schema.ts';

const pad = (n: number, digits: number) => String(n).padStart(digits, '0');
/** A 19-digit id. It ends in 1, so that it changes if it is read as a JavaScript number and written again. */
const idOf = (kind: string, n: number) => `${kind}${pad(n, 18 - kind.length)}1`;

export const patternEmployees = (count: number, apps: readonly Pick<CatalogueApp, 'app_id'>[]): Employee[] =>
  Array.from({ length: count }, (_, index) => patternEmployee(index + 1, apps));

function patternEmployee(n: number, apps: readonly Pick<CatalogueApp, 'app_id'>[]): Employee {
  const openIds = apps.map((app, index) => [app.app_id, `ou_${pad(index + 1, 2)}${pad(n, 30)}`]);
  return {
    people_corehr_id: idOf('6901', n),
    user_id: `p${pad(n, 7)}`,
    union_id: `on_${pad(n, 32)}`,
    open_ids: Object.fromEntries(openIds),
    company_id: idOf('6902', 1 + (n % 3)),
    service_company_id: idOf('6902', 1 + (n % 5)),
    // Every thousandth employee works in department 1, which makes a sparse filter. The others share fifty departments.
    department_id: idOf('6903', n % 1000 === 0 ? 1 : 2 + (n % 50)),
    job_family_id: idOf('6904', 1 + (n % 7)),
    job_level_id: idOf('6905', 1 + (n % 11)),
    work_location_id: idOf('6906', 1 + (n % 13)),
    employee_type_id: idOf('6907', 1),
    onboard_date: `20${pad(10 + (n % 15), 2)}-${pad(1 + (n % 12), 2)}-${pad(1 + (n % 28), 2)}`,
  };
}
