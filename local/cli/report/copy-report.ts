// Copies a job's report to DIR/reports/<job>/: report.json, and the files that it names. The folder is not listed, because
// other objects in it may be removed meanwhile.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { must } from '../../../shared/errors.ts';
import { reportFile } from '../../../shared/job/report-file.ts';
import { reportJson } from '../../../shared/job/report.ts';
import { copyObjects } from './copy-folder.ts';
import type { LocalPayferry } from '../local-payferry.ts';

export async function copyReport(payferry: LocalPayferry, job: string, out: string): Promise<string> {
  const target = join(out, 'reports', job);
  // An earlier process has copied the report whole. A person may have changed the copy since, so it is kept.
  if (existsSync(join(target, 'report.json'))) return target;
  const { files } = must(await reportJson.read(payferry.store, { job }), reportJson.key({ job }));
  await copyObjects(
    payferry,
    [...files, 'report.json'].map((name) => ({ key: reportFile.key({ job, file: name }), name })),
    target,
  );
  return target;
}
