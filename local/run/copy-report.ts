// Plain copies of a job's report, in DIR/reports/<job>/ as in S3: all of it, or nothing.

import { join } from 'node:path';

import { reportKey } from '../../shared/keys.ts';
import { copyFolder } from './copy-folder.ts';
import type { Ferry } from './ferry.ts';

export async function copyReport(ferry: Ferry, job: string, out: string): Promise<string> {
  const target = join(out, 'reports', job);
  await copyFolder(ferry, reportKey(job, ''), target);
  return target;
}
