// The reports as files: none is lost or changed after it was brought, and each adds up to the cent.

import { lost, wrong, type Finding } from '../../judge/finding.ts';
import { centsOf } from '../../judge/stored-content.ts';
import { rowsOf, type ToldRow } from '../../judge/told.ts';
import { shares } from '../../judge/totals.ts';
import type { LaptopEvidence, ReportFolder } from '../laptop-evidence.ts';

export function judgeReports({ tries }: LaptopEvidence): Finding[] {
  const first = new Map<string, ReportFolder>();
  const lastSeen = tries.at(-1)?.seen.reports ?? new Map<string, ReportFolder>();
  for (const { seen } of tries)
    for (const [job, report] of seen.reports) if (!first.has(job)) first.set(job, report);
  return [...first].flatMap(([job, report]) => [
    ...kept(job, report, lastSeen.get(job)),
    ...counts(job, report),
    ...sums(job, report),
  ]);
}

function kept(job: string, first: ReportFolder, last: ReportFolder | undefined): Finding[] {
  if (!last) return [lost(`the report of ${job} was there, and is gone`)];
  return [...first.files].flatMap(([name, text]) => {
    const now = last.files.get(name);
    if (now === text) return [];
    return [lost(`${name} of ${job} ${now === undefined ? 'is gone' : 'is another than it was'}`)];
  });
}

function counts(job: string, report: ReportFolder): Finding[] {
  const { json } = report;
  const rows = rowsOf(report);
  const found = [...Map.groupBy(rows, ({ status }) => status)].map(
    ([status, some]) => `${status} ${some.length}`,
  );
  const told = Object.entries(json.by_status).flatMap(([status, count]) =>
    count > 0 ? [`${status} ${count}`] : [],
  );
  return [
    ...(json.mismatch ?? []).map(({ text }) => wrong(`${job}: ${text}`)),
    ...(json.records === rows.length
      ? []
      : [wrong(`${job} has ${rows.length} rows, its report says ${json.records} records`)]),
    ...(told.toSorted().join() === found.toSorted().join()
      ? []
      : [wrong(`${job}: by_status is ${told.join(', ')}, the rows say ${found.join(', ')}`)]),
    ...(json.files.toSorted().join() === [...report.files.keys()].toSorted().join()
      ? []
      : [wrong(`${job} has ${[...report.files.keys()].join()}, its report says ${json.files.join()}`)]),
    ...report.others.map((other) => wrong(`${job} has a file ${other}, which belongs to no report`)),
  ];
}

/** Adds up the cells of the report itself. Other checks compare those cells with the story. */
function sums(job: string, report: ReportFolder): Finding[] {
  const expected = new Map<string, number>();
  let uncounted = 0;
  for (const row of rowsOf(report)) {
    const cents = amountOf(row);
    if (cents === undefined) uncounted += 1;
    else
      for (const share of ['in', shares[row.status] ?? row.status]) {
        const key = `${String(row.cells['currency_id'])} ${share}`;
        expected.set(key, (expected.get(key) ?? 0) + cents);
      }
  }
  const { by_currency, uncounted: told } = report.json.totals;
  const found = new Map(
    Object.entries(by_currency).flatMap(([currency, amounts]) =>
      Object.entries(amounts).map(([share, amount]): [string, number] => [
        `${currency} ${share}`,
        centsOf(amount),
      ]),
    ),
  );
  const keys = [...new Set([...expected.keys(), ...found.keys()])];
  return [
    ...keys.flatMap((key) =>
      (expected.get(key) ?? 0) === (found.get(key) ?? 0)
        ? []
        : [wrong(`${job}: ${key} is ${expected.get(key)} cents, the report says ${found.get(key)}`)],
    ),
    ...(uncounted === told
      ? []
      : [wrong(`${job}: ${uncounted} amounts cannot be read, the report says ${told}`)]),
  ];
}

function amountOf({ cells }: ToldRow): number | undefined {
  const cents = centsOf(cells['total_amount']);
  return Number.isNaN(cents) ? undefined : cents;
}
