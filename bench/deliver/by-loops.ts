// The same records to the same sandbox with its strict second, without Payferry: by one or several processes, each with a
// loop of its own.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as v from 'valibot';

import { startSandbox } from '../../local/sandbox/start.ts';
import { rounded } from '../numbers.ts';
import { inItsOwnProcess } from '../own-process.ts';
import { writeRecordFile } from '../record-file.ts';
import { sandboxFor, type BenchFeishu } from './feishu.ts';
import type { Carried, DeliverFigures } from './figures.ts';
import type { LoopJob } from './loop.ts';
import { seenByFeishu } from './seen-by-feishu.ts';

export interface Loops extends Pick<LoopJob, 'inFlight' | 'bucket' | 'processes'> {
  readonly by: Carried['by'];
}

/** The time limit. Some loops never end: if refused calls count, calls that are repeated too early are refused for ever. */
const mostMs = 60_000;

const recordsPerCall = 500;
const done = v.object({ done: v.literal(true) });

export async function carryByLoops(
  { by, ...loops }: Loops,
  feishu: BenchFeishu,
  records: number,
): Promise<DeliverFigures> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-bench-loops-'));
  const file = join(dir, 'bench.ndjson');
  await writeRecordFile(file, 'ndjson', { records });
  await using sandbox = await startSandbox(sandboxFor(feishu));
  const { baseUrl, appId, appSecret } = sandbox;
  const startedMs = Date.now();
  await Promise.all(
    Array.from({ length: loops.processes }, (_, process) => {
      const message: LoopJob = { baseUrl, appId, appSecret, file, process, mostMs, ...loops };
      return inItsOwnProcess(join(import.meta.dirname, 'loop.ts'), done, { message });
    }),
  );
  await rm(dir, { recursive: true });
  const tookMs = Date.now() - startedMs;
  const seen = await seenByFeishu(sandbox, startedMs);
  const carried = (seen.calls - seen.throttled) * recordsPerCall;
  // A stopped loop had no steady rate, so its accepted calls are divided by its whole time.
  const stopped =
    tookMs < mostMs ? {} : { calls_per_second: rounded(carried / recordsPerCall / (tookMs / 1000), 3) };
  return {
    kind: 'carried',
    by,
    ...feishu,
    processes: loops.processes,
    records: carried,
    ...seen,
    ...stopped,
  };
}
