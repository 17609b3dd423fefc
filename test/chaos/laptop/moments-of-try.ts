// Decides when a mishap strikes: from the sandbox's log of calls, and from the contents of the `--out` folder.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Sandbox } from '../../../local/sandbox/start.ts';
import type { MishapMoment } from './laptop-story.ts';

export interface Moments {
  isTime(at: MishapMoment): Promise<boolean>;
  /** Write calls that have arrived since the try began. */
  writingCalls(): Promise<number>;
}

/** Must be called before the command starts: it counts the calls and reports of earlier tries. */
export async function momentsOfTry(sandbox: Sandbox, out: string): Promise<Moments> {
  const callsUntilNow = (await sandbox.calls()).length;
  const reportsUntilNow = await reportsIn(out);
  let mostObjects = 0;

  async function writingCalls(): Promise<number> {
    const calls = (await sandbox.calls()).slice(callsUntilNow);
    return calls.filter(({ api }) => api?.includes('.batch_')).length;
  }

  return {
    writingCalls,
    async isTime({ after, nth }) {
      if (after === 'start') return true;
      if (after === 'call') return (await writingCalls()) >= nth;
      const objects = await objectsIn(out);
      mostObjects = Math.max(mostObjects, objects);
      const isReported = (await reportsIn(out)).some((job) => !reportsUntilNow.includes(job));
      return isReported && (after === 'report' || objects <= mostObjects - nth);
    },
  };
}

/** The number of objects in the home's store. */
async function objectsIn(out: string): Promise<number> {
  const store = join(out, '.payferry/service/store');
  const names = await readdir(store, { recursive: true }).catch(() => []);
  return names.filter((name) => /\bobjects\b./.test(name)).length;
}

async function reportsIn(out: string): Promise<readonly string[]> {
  const folder = join(out, 'reports');
  const jobs = await readdir(folder).catch(() => []);
  return jobs.filter((job) => existsSync(join(folder, job, 'report.json')));
}
