// Adds up the counts and sums of a report once more, from the story and from the report's rows.

import type { MatchedFile, MatchedRow } from './matched.ts';
import { currencyOf, totalOf } from '../wire-record.ts';
import { wrong, type Finding } from './finding.ts';
import { centsOf } from './stored-content.ts';

/** Which sum of the report the amount of a row belongs to, by its status. */
export const shares: Readonly<Record<string, string>> = {
  created: 'accepted',
  updated: 'accepted',
  removed: 'accepted',
  already_exists: 'already_there',
  refused: 'not_accepted',
  rejected: 'not_accepted',
  unsent: 'not_accepted',
  conflict: 'unclear',
  exists_unchecked: 'unclear',
  unknown: 'unclear',
};

export function judgeTotals(files: readonly MatchedFile[]): Finding[] {
  return files.flatMap(({ file, report: { json }, rows }) => {
    const name = `file ${file.n}`;
    const mismatch = (json.mismatch ?? []).map(({ text }) => wrong(`${name}: ${text}`));
    if (file.damage === 'cut_off')
      return json.records === 0 ? mismatch : [wrong(`${name}: a file that was cut off has records`)];
    const findings = [...mismatch, ...counts(name, json, rows)];
    // A file that was refused whole has no sums.
    return json.state === 'rejected' ? findings : [...findings, ...sums(name, json, rows)];
  });
}

type Json = MatchedFile['report']['json'];
const statusOf = ({ told }: MatchedRow) => told?.status ?? 'unsent';

function counts(name: string, json: Json, rows: readonly MatchedRow[]): Finding[] {
  const found = Object.fromEntries(
    [...Map.groupBy(rows, statusOf)].map(([status, some]) => [status, some.length]),
  );
  const told = Object.entries(json.by_status).filter(([, count]) => count > 0);
  const sum = told.reduce((all, [, count]) => all + count, 0);
  const differ = told.some(([status, count]) => found[status] !== count);
  return [
    ...(json.records === rows.length
      ? []
      : [wrong(`${name} has ${rows.length} records, its report ${json.records}`)]),
    ...(sum === json.records && !differ
      ? []
      : [
          wrong(
            `${name}: by_status is ${JSON.stringify(json.by_status)}, the rows say ${JSON.stringify(found)}`,
          ),
        ]),
  ];
}

function sums(name: string, { totals }: Json, rows: readonly MatchedRow[]): Finding[] {
  const expected = new Map<string, number>();
  let uncounted = 0;
  const add = (key: string, cents: number) => expected.set(key, (expected.get(key) ?? 0) + cents);
  for (const matched of rows) {
    const { row } = matched;
    // A remove has no amount, so it is not uncounted either.
    if (row.does === 'remove' || matched.file.operation.endsWith('remove')) continue;
    if (row.does === 'nothing') {
      uncounted += 1;
      continue;
    }
    const cents = totalOf(row.content) + (row.flaw === 'sum' ? 1 : 0);
    add(`${currencyOf(row.content)} in`, cents);
    add(`${currencyOf(row.content)} ${shares[statusOf(matched)]}`, cents);
  }
  const found = new Map(
    Object.entries(totals.by_currency).flatMap(([currency, amounts]) =>
      Object.entries(amounts).map(([share, amount]): [string, number] => [
        `${currency} ${share}`,
        centsOf(amount),
      ]),
    ),
  );
  const keys = new Set([...expected.keys(), ...found.keys()]);
  const different = [...keys].filter((key) => (expected.get(key) ?? 0) !== (found.get(key) ?? 0));
  return [
    ...different.map((key) =>
      wrong(`${name}: ${key} is ${expected.get(key) ?? 0} cents, the report says ${found.get(key) ?? 0}`),
    ),
    ...(uncounted === totals.uncounted
      ? []
      : [wrong(`${name}: ${uncounted} amounts cannot be read, the report says ${totals.uncounted}`)]),
  ];
}
