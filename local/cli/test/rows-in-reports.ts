// Reads the copied reports below DIR: their names, report.json, and the rows of their CSV files.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';
import * as v from 'valibot';

import { reportJson, type Report } from '../../../shared/job/report.ts';

const rows = v.array(
  v.object({
    _row: v.string(),
    _status: v.string(),
    unique_id: v.optional(v.string()),
    id: v.optional(v.string()),
  }),
);

export interface RowSeen {
  readonly job: string;
  readonly row: string;
  readonly status: string;
  readonly identity: string;
}

export async function reportsIn(out: string): Promise<readonly string[]> {
  const names: readonly string[] = await readdir(join(out, 'reports')).catch(() => []);
  return names.toSorted((a, b) => a.localeCompare(b));
}

export async function reportOf(out: string, job: string): Promise<Report> {
  return reportJson.parse(await readFile(join(out, 'reports', job, 'report.json'), 'utf8'));
}

/** The rows of the CSV files of all reports, or of the reports of `jobs`. */
export async function rowsIn(out: string, jobs?: readonly string[]): Promise<readonly RowSeen[]> {
  const seen: RowSeen[] = [];
  for (const job of jobs ?? (await reportsIn(out))) {
    const folder = join(out, 'reports', job);
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.csv'))) {
      const text = await readFile(join(folder, file), 'utf8');
      for (const row of v.parse(rows, parse(text, { bom: true, columns: true }))) {
        seen.push({
          job,
          row: row._row,
          status: row._status,
          identity: row.unique_id ?? row.id ?? '',
        });
      }
    }
  }
  return seen;
}
