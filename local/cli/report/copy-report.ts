// Plain copies of a job's report, in DIR/reports/<job>/ as in S3: the files that report.json names, and report.json itself.
// Others may come and go beside them (what waits for an approval is removed when the report is there).

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';

import { readJson } from '../../../shared/values/json.ts';
import { reportKey } from '../../../shared/keys.ts';
import { copyObjects } from './copy-folder.ts';
import type { LocalPayferry } from '../local-payferry.ts';

const named = v.object({ files: v.array(v.string()) });

export async function copyReport(payferry: LocalPayferry, job: string, out: string): Promise<string> {
  const target = join(out, 'reports', job);
  // Brought back whole by a process that ended behind it; a person may have worked on it since.
  if (existsSync(join(target, 'report.json'))) return target;
  const text = (await payferry.store.read(reportKey(job, 'report.json'))) ?? '';
  const { files } = v.parse(named, readJson(text));
  await copyObjects(
    payferry,
    [...files, 'report.json'].map((name) => ({ key: reportKey(job, name), name })),
    target,
  );
  return target;
}
