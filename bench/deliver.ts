// How much of the allowed rate deliver uses, by the sandbox's own log and its strict second: a file of bonuses through
// split and deliver as they ship.
//   node bench/deliver.ts [records] [latency_ms:lanes …]

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PutObjectCommand } from '@aws-sdk/client-s3';

import { buildFunctions } from '../build.mjs';
import { startSandbox } from '../local/sandbox/start.ts';
import { buckets, startWorld } from '../local/world.ts';
import { writeRecordFile } from './split/record-file.ts';

const [recordsGiven = '500000', ...casesGiven] = process.argv.slice(2);
const cases = casesGiven.length > 0 ? casesGiven : ['100:20', '300:20', '1000:20', '3000:40'];
const bytesPerRecord = 445;
const api = 'lump_sum_payment.batch_create';

await buildFunctions(join(import.meta.dirname, '..'));
const dir = await mkdtemp(join(tmpdir(), 'payferry-bench-deliver-'));
const file = join(dir, 'bench.ndjson');
const records = await writeRecordFile(file, 'ndjson', Number(recordsGiven) * bytesPerRecord);
const { size: ContentLength } = await stat(file);

for (const one of cases) {
  const [latencyMs = 0, lanes = 20] = one.split(':').map(Number);
  await using sandbox = await startSandbox({ latencyMs });
  await using world = await startWorld({
    dir: join(dir, one.replace(':', '-')),
    from: 'dist',
    onLog: () => undefined,
    settings: {
      LANES: String(lanes),
      DEFAULT_USER_ID_TYPE: 'people_corehr_id',
      FEISHU_BASE_URL: sandbox.baseUrl,
      FEISHU_APP_ID: sandbox.appId,
      FEISHU_APP_SECRET: sandbox.appSecret,
    },
  });
  const startedMs = Date.now();
  const Key = `lump_sum_payment/batch_create/${one.replace(':', '-')}/bench.ndjson`;
  await world.s3.send(
    new PutObjectCommand({ Bucket: buckets.inbox, Key, Body: createReadStream(file), ContentLength }),
  );
  await world.idle();
  const calls = await sandbox.calls({ api });
  const arrivals = calls.map(({ arrived_ms }) => arrived_ms);
  const [first = 0, last = 0] = [arrivals[0], arrivals.at(-1)];
  const [from, to] = [first + (last - first) * 0.1, first + (last - first) * 0.9];
  const middle = arrivals.filter((ms) => ms >= from && ms < to).length / ((to - from) / 1000);
  const throttled = calls.filter(({ status }) => status === 429).length;
  console.log(
    [
      `${latencyMs} ms of latency, ${lanes} lanes, ${records} records: ${calls.length} calls,`,
      `${middle.toFixed(2)} calls/s in the middle 80 %, ${((throttled / calls.length) * 100).toFixed(2)} % throttled,`,
      `first call ${((first - startedMs) / 1000).toFixed(1)} s after the drop, last ${((last - startedMs) / 1000).toFixed(1)} s`,
    ].join(' '),
  );
}
await rm(dir, { recursive: true });
