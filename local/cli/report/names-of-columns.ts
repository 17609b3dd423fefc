// The columns of a report's table by the API's names. Their titles are those of the file, as 总金额 and 发放金额1 are.

import { KnownTitles } from '../../../functions/split/read/table/titles/known-titles.ts';
import { plainTitle } from '../../../functions/split/read/table/titles/plain-title.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { tableOperations } from '../../../shared/feishu/titles/table-operations.ts';

/** Titles of the column that names the person, beside `_name`. */
const ofPerson: ReadonlySet<string> = new Set(
  ['姓名', '员工姓名', 'Name', 'Employee name', 'Full name'].map(plainTitle),
);

/** A column that is no field, such as the report's own, keeps its title. */
export function namesOfColumns({ name: operation }: WriteOperation): (titles: readonly string[]) => string[] {
  const table = tableOperations.find(({ name }) => name === operation);
  const known = table && new KnownTitles(table);
  return (titles) => {
    const hasName = titles.includes('_name');
    return titles.map((title) => {
      const meaning = known?.meaningOf(title);
      if (!meaning) return !hasName && ofPerson.has(plainTitle(title)) ? '_name' : title;
      const { list, number, name } = meaning;
      return [list, number, name].filter((part) => part !== undefined).join('.');
    });
  };
}
