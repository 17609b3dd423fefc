// Pairs each row of the story with all its rows in the reports, in the order in which the reports came.

import type { LaptopEvidence } from '../laptop-evidence.ts';
import { rowsOf, type ToldRow } from '../../judge/told.ts';
import { cellOf } from '../../cell-of.ts';
import type { Row } from '../../story.ts';
import type { KnownInFeishu } from '../../wire-record.ts';

export interface ToldInReport extends ToldRow {
  readonly job: string;
  /** The number of the try after which the report was first seen, from 0. */
  readonly nthTry: number;
}

export interface RowOfLaptop {
  readonly row: Row;
  readonly at: number;
  /** The `unique_id` or id by which the row is found in a report. A name occurs once in the file. */
  readonly name: string;
  readonly target: KnownInFeishu | undefined;
  readonly told: readonly ToldInReport[];
}

export interface Matched {
  readonly rows: readonly RowOfLaptop[];
  /** Rows of reports that the file did not have. */
  readonly foreign: readonly ToldInReport[];
}

export function matchLaptop({ story, known, tries }: LaptopEvidence): Matched {
  const told = Map.groupBy(allTold(tries), nameTold);
  const rows = story.file.rows.map((row, at): RowOfLaptop => {
    const target = row.does === 'update' && typeof row.target === 'number' ? known[row.target] : undefined;
    const name = nameOf(row, target);
    return { row, at, name, target, told: told.get(name) ?? [] };
  });
  const names = new Set([...rows.map(({ name }) => name), nameOf(story.later, undefined)]);
  return { rows, foreign: [...told].flatMap(([name, some]) => (names.has(name) ? [] : some)) };
}

/** Each report as it was when it was first seen. */
function allTold(tries: LaptopEvidence['tries']): readonly ToldInReport[] {
  const seen = new Set<string>();
  return tries.flatMap(({ seen: { reports } }, nthTry) =>
    [...reports].flatMap(([job, report]) => {
      if (seen.has(job)) return [];
      seen.add(job);
      return rowsOf(report).map((row) => ({ ...row, job, nthTry }));
    }),
  );
}

function nameOf(row: Row, target: KnownInFeishu | undefined): string {
  switch (row.does) {
    case 'create':
      return row.uniqueId;
    case 'nothing':
      return row.text;
    case 'update':
    case 'remove':
      return target?.id ?? String(row.target);
  }
}

const nameTold = ({ cells }: ToldInReport) => cellOf(cells['unique_id'] ?? cells['id']);
