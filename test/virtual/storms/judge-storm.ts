// Holds what the reports of a storm say against what was meant and what Feishu holds. Answers with a sentence for each thing that
// is wrong.

import type { StoredRecord } from '../feishu/virtual-feishu.ts';
import { toldRows, type ToldRow } from '../jobs.ts';
import { mostCallsInASecond } from '../rate.ts';
import type { Row } from './intent.ts';
import type { PlayedJob, Storm } from './play-storm.ts';

export async function judgeStorm({ ferry, jobs, before }: Storm): Promise<readonly string[]> {
  const stored = [...(await ferry.feishu.records()), ...(await ferry.feishu.records('recurring_payment'))];
  const most = mostCallsInASecond(ferry);
  return [
    ...jobs.flatMap((job) => judgeReport(job, ferry.report(job.job)?.by_status, toldRows(ferry, job.job))),
    ...jobs.flatMap((job) => judgeRows(job, toldRows(ferry, job.job) ?? [], stored)),
    ...judgeStored([...before, ...jobs.flatMap(({ rows }) => rows.map(({ name }) => name))], stored),
    ...(most > 10 ? [`${most} calls of one API in a second`] : []),
  ];
}

function judgeReport(
  { job, rows }: PlayedJob,
  counts: Readonly<Record<string, number>> | undefined,
  told: readonly ToldRow[] | undefined,
): readonly string[] {
  if (!counts || !told) return [`${job} has no report`];
  const named = told.map(({ name }) => name).join(' ');
  const meant = rows.map(({ name }) => name).join(' ');
  const byStatus = Map.groupBy(told, ({ status }) => status);
  const wrongCounts = Object.entries(counts).filter(
    ([status, count]) => byStatus.get(status)?.length !== count,
  );
  return [
    ...(named === meant ? [] : [`${job} tells of ${named} instead of ${meant}`]),
    ...wrongCounts.map(([status, count]) => `${job} counts ${count} ${status}`),
  ];
}

function judgeRows(
  { job, operation, rows, isStopped }: PlayedJob,
  told: readonly ToldRow[],
  stored: readonly StoredRecord[],
): readonly string[] {
  return rows.flatMap((row, n) => {
    const { status = 'nothing', id } = told[n] ?? {};
    const asMeant = status === row.status || (isStopped && ['unsent', 'unknown'].includes(status));
    const held = stored.filter(
      (record) => (operation.endsWith('create') ? record.unique_id : record.id) === row.name,
    );
    const faults = [
      ...(asMeant ? [] : [`is ${status} instead of ${row.status}`]),
      ...(status === row.status ? amountFaults(row, held) : []),
      ...(status === 'created' && held[0]?.id !== id ? [`has the id ${id}`] : []),
      ...(status === 'unsent' ? unsentFaults(row, held) : []),
    ];
    return faults.map((fault) => `${job}, ${operation}: ${row.name} ${fault}`);
  });
}

/** What must not be where nothing of the row was sent. A row that finds nothing to change, or nothing new, shows nothing. */
function unsentFaults(row: Row, held: readonly StoredRecord[]): readonly string[] {
  if (row.status === 'created' && held.length > 0) return ['is unsent, and stored'];
  if (row.status === 'removed' && held.length === 0) return ['is unsent, and gone'];
  const isChanged = row.status === 'updated' && amountFaults(row, held).length === 0;
  return isChanged ? ['is unsent, and changed'] : [];
}

function amountFaults({ amount }: Row, held: readonly StoredRecord[]): readonly string[] {
  if (amount === undefined) return held.length === 0 ? [] : ['is stored'];
  if (held.length !== 1) return [`is stored ${held.length} times`];
  const found = amountOf(held[0]);
  return Number(found) === Number(amount) ? [] : [`has the amount ${found} instead of ${amount}`];
}

function amountOf(record: StoredRecord | undefined): string {
  return String(record?.['total_amount'] ?? record?.['each_amount']);
}

/** Nothing is stored twice, and nothing that nobody wanted. */
function judgeStored(wanted: readonly string[], stored: readonly StoredRecord[]): readonly string[] {
  const names = stored.map(({ unique_id }) => String(unique_id));
  return [
    ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${name} is stored twice`),
    ...names.filter((name) => !wanted.includes(name)).map((name) => `nobody wanted ${name}`),
  ];
}
