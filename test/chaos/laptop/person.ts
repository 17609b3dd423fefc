// A person with a file to carry, who does what the terminal and the report say until nothing is left to carry.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';
import * as v from 'valibot';

import type { ReportSeen } from '../evidence.ts';
import { rowsOf } from '../judge/told.ts';
import type { Seen, Try } from './laptop-evidence.ts';
import type { LaptopStory, Mishap } from './laptop-story.ts';
import { lookAround, type Wanted } from './look-around.ts';
import { tryOnce, type Table } from './one-try.ts';

/** Each mishap costs a try or two. A story that still fails after nine will never end. */
const mostTries = 9;

export interface Carried {
  readonly tries: readonly Try[];
  readonly isOver: boolean;
}

export async function carryUntilAllIsTold(
  { story, mishaps, file: first, later, dir }: PersonsTask,
  table: Table,
  wanted: Wanted,
): Promise<Carried> {
  const tries: Try[] = [];
  let file = first;
  /** The report of `file`. Undefined until it is brought. */
  let report: { readonly job: string; readonly seen: ReportSeen } | undefined;
  let known: Seen['reports'] = new Map();
  while (tries.length < mostTries) {
    const happens = mishaps.filter(({ nthTry }) => nthTry === tries.length);
    const tried = await tryOnce(table, file, happens);
    await table.disk.makeRoom();
    const seen = await lookAround(table.disk.out, wanted);
    tries.push({ ...tried, seen });
    if (tried.hung) break;

    for (const [job, one] of seen.reports) if (!known.has(job)) report = { job, seen: one };
    known = new Map([...known, ...seen.reports]);
    // Without a report the job of the file is not complete: the same command continues it.
    if (!report) continue;
    const isUnsent = rowsOf(report.seen).some(({ status }) => status === 'unsent');
    if (isUnsent) {
      const failed = join(table.disk.out, 'reports', report.job, 'failed.csv');
      const own = join(dir, `unsent-${tries.length}.csv`);
      if (!story.carriesFailedAsItIs) await writeFile(own, onlyUnsent(report.seen));
      file = story.carriesFailedAsItIs ? failed : own;
      report = undefined;
    } else if (seen.open.length === 0) return { tries, isOver: true };
    else {
      // Every row is reported. A try with any other file removes the remains of the last one.
      file = later;
      report = undefined;
    }
  }
  return { tries, isOver: false };
}

export interface PersonsTask {
  readonly story: LaptopStory;
  readonly mishaps: readonly Mishap[];
  /** The path of the file. */
  readonly file: string;
  /** The path of a second file, whose one row the rules reject. */
  readonly later: string;
  /** The folder in which the person keeps files. */
  readonly dir: string;
}

/** The rows of `failed.csv` with the status `unsent`, as a spreadsheet's filter leaves them. */
function onlyUnsent({ files }: ReportSeen): string {
  const [header = [], ...rows] = v.parse(
    v.array(v.array(v.string())),
    parse(files.get('failed.csv') ?? '', { bom: true, relaxColumnCount: true }),
  );
  const status = header.indexOf('_status');
  const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [header, ...rows.filter((cells) => cells[status] === 'unsent')]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');
}
