// What the plan says of a table besides its records.

import type { Plan } from '../../../../shared/job/plan.ts';
import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import type { PassedOver } from './footers/passed-over.ts';
import type { Header, Missing } from './header.ts';
import type { Row } from './row.ts';

export type TableFacts = Pick<
  Plan,
  | 'sheet'
  | 'header'
  | 'header_row'
  | 'above_header'
  | 'ignored_columns'
  | 'passed_over'
  | 'derived'
  | 'defaults'
> & { readonly hold: NonNullable<Plan['hold']> };

const mostTitlesTold = 20;
const mostCharsAbove = 200;

export function factsOfHeader({ row, cells }: Row, above: readonly Row[]): TableFacts {
  return {
    header: [...cells],
    header_row: row,
    above_header: above.map(textOfRow),
    hold: [],
  };
}

export function factsOfTable(header: Header, passedOver: PassedOver): Omit<TableFacts, 'hold'> {
  const ofAll: readonly (readonly [prefix: string, missing: Missing])[] = [
    ['', header.missing],
    ...header.lists.map(({ name, missing }) => [`${name}.`, missing] as const),
  ];
  return {
    ignored_columns: [...header.besidePay, ...header.unknown].map(({ title }) => title),
    passed_over: { count: passedOver.count, rows: passedOver.rows },
    derived: ofAll.flatMap(([prefix, { derived }]) => derived.map(([name]) => prefix + name)),
    defaults: Object.fromEntries(
      ofAll.flatMap(([prefix, { defaults }]) =>
        defaults.map(([name, value]) => [prefix + name, textOf(value)]),
      ),
    ),
  };
}

/** Columns that nobody knows are a reason to look. */
export function heldForColumns({ unknown }: Header): TableFacts['hold'] {
  if (unknown.length === 0) return [];
  const columns = unknown.slice(0, mostTitlesTold).map(({ title }) => shown(title));
  return [
    {
      kind: 'columns',
      say: say('table.columns_unknown', { columns, more: unknown.length - columns.length }),
    },
  ];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function textOfRow({ cells }: Row): string {
  const text = cells.filter((cell) => cell.trim() !== '').join(' ');
  return text.length <= mostCharsAbove ? text : `${text.slice(0, mostCharsAbove)}…`;
}
