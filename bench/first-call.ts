// How long a small file waits: from the message on the queue to the call's arrival in the sandbox, cold at first and
// then warm, through the functions as they ship. Each file is one batch.
//   node bench/first-call.ts [files]

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PutObjectCommand } from '@aws-sdk/client-s3';

import { buildFunctions } from '../build.mjs';
import { startSandbox } from '../local/sandbox/start.ts';
import { buckets, queues, startWorld } from '../local/world.ts';
import { lineOf } from './split/record-file.ts';

const [filesGiven = '20'] = process.argv.slice(2);
const api = 'lump_sum_payment.batch_create';

await buildFunctions(join(import.meta.dirname, '..'));
const dir = await mkdtemp(join(tmpdir(), 'payferry-bench-first-call-'));
{
  let queuedMs = 0;
  await using sandbox = await startSandbox({});
  await using world = await startWorld({
    dir,
    from: 'dist',
    onLog: () => undefined,
    settings: {
      DEFAULT_USER_ID_TYPE: 'people_corehr_id',
      FEISHU_BASE_URL: sandbox.baseUrl,
      FEISHU_APP_ID: sandbox.appId,
      FEISHU_APP_SECRET: sandbox.appSecret,
    },
    onSqsRequest: ({ action, queue }) => {
      if (action === 'SendMessageBatch' && queue === queues.lanes) queuedMs = Date.now();
      return Promise.resolve();
    },
  });
  const waits: { readonly fromDropMs: number; readonly fromQueueMs: number }[] = [];
  for (let file = 0; file < Number(filesGiven); file += 1) {
    const before = (await sandbox.calls({ api })).length;
    const droppedMs = Date.now();
    const Key = `${api.replace('.', '/')}/${file}.ndjson`;
    await world.s3.send(new PutObjectCommand({ Bucket: buckets.inbox, Key, Body: lineOf('ndjson', file) }));
    await world.idle();
    const arrivedMs = Math.round((await sandbox.calls({ api }))[before]?.arrived_ms ?? Number.NaN);
    waits.push({ fromDropMs: arrivedMs - droppedMs, fromQueueMs: arrivedMs - queuedMs });
  }
  const [cold, ...warm] = waits;
  const sorted = warm.map(({ fromQueueMs }) => fromQueueMs).toSorted((a, b) => a - b);
  const [median = Number.NaN, most = Number.NaN] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  console.log(
    `cold: ${cold?.fromQueueMs} ms after the queue message (${cold?.fromDropMs} ms after the drop);`,
    `${warm.length} warm ones: ${median} ms (median), ${most} ms (slowest)`,
  );
}
await rm(dir, { recursive: true });
