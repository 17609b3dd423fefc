// A file through split and deliver as they ship. The local queue gives one message of a lane at a time.

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PutObjectCommand } from '@aws-sdk/client-s3';

import type { Sandbox } from '../../local/sandbox/start.ts';
import { startSandbox } from '../../local/sandbox/start.ts';
import { buckets, startWorld, type World, type WorldOptions } from '../../local/world/start.ts';
import { builtFunctions } from '../built.ts';
import { writeRecordFile } from '../record-file.ts';
import { sandboxFor, type BenchFeishu } from './feishu.ts';
import type { Carried } from './figures.ts';
import { seenByFeishu } from './seen-by-feishu.ts';

const recordsPerCall = 500;

export async function carryByFerry(
  feishu: BenchFeishu,
  lanes: number,
  records: number,
  options: Partial<WorldOptions> = {},
): Promise<Carried> {
  await using sandbox = await startSandbox(sandboxFor(feishu));
  await using ferry = await startFerry(sandbox, { LANES: String(lanes) }, options);
  // On AWS each environment starts on a machine of its own. Here all would share the measured machine, so they are started
  // before the measurement.
  await ferry.drop(lanes * recordsPerCall);
  await ferry.world.idle();
  const startedMs = await ferry.drop(records);
  await ferry.world.idle();
  const seen = await seenByFeishu(sandbox, startedMs);
  return { kind: 'carried', by: 'ferry', ...feishu, lanes, records, ...seen };
}

export interface BenchFerry extends AsyncDisposable {
  readonly dir: string;
  readonly world: World;
  /** Drops a file of this many bonuses. Answers with the time at which it was in the inbox. */
  drop(records: number): Promise<number>;
}

export async function startFerry(
  { baseUrl, appId, appSecret }: Sandbox,
  settings: Readonly<Record<string, string>> = {},
  options: Partial<WorldOptions> = {},
): Promise<BenchFerry> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-bench-ferry-'));
  const world = await startWorld({
    dir: join(dir, 's3'),
    from: await builtFunctions(),
    onLog: () => undefined,
    ...options,
    settings: {
      DEFAULT_USER_ID_TYPE: 'people_corehr_id',
      FEISHU_BASE_URL: baseUrl,
      FEISHU_APP_ID: appId,
      FEISHU_APP_SECRET: appSecret,
      ...settings,
    },
  });
  let dropped = 0;
  return {
    dir,
    world,
    async drop(records) {
      const file = join(dir, 'bench.ndjson');
      await writeRecordFile(file, 'ndjson', { records, from: dropped });
      const { size: ContentLength } = await stat(file);
      const Key = `lump_sum_payment/batch_create/${dropped}/bench.ndjson`;
      dropped += records;
      const put = { Bucket: buckets.inbox, Key, Body: createReadStream(file), ContentLength };
      await world.s3.send(new PutObjectCommand(put));
      return Date.now();
    },
    async [Symbol.asyncDispose]() {
      await world.stop();
      await rm(dir, { recursive: true });
    },
  };
}
