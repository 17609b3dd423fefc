// Runs `payferry` in Chinese, as in a folder of one's own, and gives what it writes without what differs from run to run.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';

import type { Place } from '../../local/cli/test/payferry-process.ts';

/** A job's id has the time and a hash of the file. */
const jobId = /\d{8}T\d{6}Z-([\w.-]+?)-[0-9a-f]{16}/g;
/** How far a run has come is written every two seconds only. */
const progress = /已提交 \d+ 次，共/;

/** `expected`: the exit code. */
export async function linesOf(
  place: Place,
  args: readonly string[],
  expected: number,
): Promise<readonly string[]> {
  const { code, stdout, stderr } = await place.payferry(args, { LANG: 'zh_CN.UTF-8' });
  if (code !== expected || stderr !== '')
    throw new Error(`payferry ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
  return sameIds(stdout.trimEnd())
    .split('\n')
    .filter((line) => !progress.test(line));
}

function sameIds(text: string): string {
  const seen: string[] = [];
  return text.replaceAll(jobId, (id, name: string) => {
    if (!seen.includes(id)) seen.push(id);
    const second = String(seen.indexOf(id)).padStart(2, '0');
    return `20261215T0930${second}Z-${name}-5b1c9e0f7a2d48${second}`;
  });
}

/** The rows of a file of the only report in `out`. */
export async function rowsOfReport({ out }: Place, file: string): Promise<readonly (readonly string[])[]> {
  const [job, ...others] = await readdir(join(out, 'reports'));
  if (job === undefined || others.length > 0) throw new Error('there must be one report');
  const rows: string[][] = parse(await readFile(join(out, 'reports', job, file)), { bom: true });
  return rows;
}
