// Reads the `--out` folder from the disk, with no code of the command.

import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

import * as v from 'valibot';

import { reportSchema } from '../evidence.ts';
import type { ReportFolder, Seen } from './laptop-evidence.ts';

export interface Wanted {
  readonly secret: string;
  /** Whether a text holds a name of the story. */
  readonly holdsName: (text: string) => boolean;
}

const home = '.payferry';

export async function lookAround(out: string, { secret, holdsName }: Wanted): Promise<Seen> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true }).catch(() => []);
  const all = await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mode } = await stat(path);
      const isFolder = entry.isDirectory();
      const text = isFolder ? '' : await readFile(path, 'latin1');
      return { name: relative(out, path), isFolder, text, mode: mode & 0o777 };
    }),
  );
  const files = all.filter(({ isFolder }) => !isFolder);
  const names = (some: readonly { name: string }[]) => some.map(({ name }) => name);
  return {
    reports: await readReports(join(out, 'reports')),
    open: names(files.filter(({ name }) => /^\.payferry\/service\/store\/[^/]*inbox\/objects\//.test(name))),
    payData: names(files.filter(({ name, text }) => name.startsWith(home) && holdsName(text))),
    readable: all.flatMap(({ name, isFolder, mode }) =>
      mode === (isFolder ? 0o700 : 0o600) ? [] : [`${name} ${mode.toString(8)}`],
    ),
    secrets: names(files.filter(({ text }) => text.includes(secret))),
  };
}

const table = /^(succeeded|failed|unclear)\.csv$/;

/** A folder without `report.json` is no report: that file is written last. */
async function readReports(folder: string): Promise<Seen['reports']> {
  const reports = new Map<string, ReportFolder>();
  for (const job of await readdir(folder).catch(() => [])) {
    const names = await readdir(join(folder, job));
    if (!names.includes('report.json')) continue;
    const read = (name: string) => readFile(join(folder, job, name), 'utf8');
    const tables = names.filter((name) => table.test(name));
    const texts = await Promise.all(tables.map(read));
    reports.set(job, {
      json: v.parse(reportSchema, JSON.parse(await read('report.json'))),
      files: new Map(tables.map((name, at) => [name, texts[at] ?? ''])),
      others: names.filter((name) => name !== 'report.json' && !table.test(name)),
    });
  }
  return reports;
}
