// Copies a job's report to DIR/reports/<job>/: report.json, and the files that it names. Other objects beside them may
// come and go (what waits for an approval is removed when the report is there).

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
  // An earlier process has copied it whole. A person may have changed it since.
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
