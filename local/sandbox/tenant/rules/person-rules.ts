// Rules about people that lump-sum and recurring payments share.

import type { CatalogueApp, Item } from '../catalogue-schema.ts';
import type { Person } from '../directory.ts';

export const hasPermission = (app: CatalogueApp, { employee }: Person): boolean =>
  !app.no_permission_for.includes(employee.people_corehr_id);

export const covers = ({ covers_employee_types: types }: Item, { employee }: Person): boolean =>
  types === undefined || types.includes(employee.employee_type_id);
