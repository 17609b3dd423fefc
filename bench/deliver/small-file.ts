// The waiting time of a small file: from the message on the queue to the arrival of the call, first cold and then warm.

import { PutObjectCommand } from '@aws-sdk/client-s3';

import { startSandbox } from '../../local/sandbox/start.ts';
import { buckets, queues } from '../../local/world/start.ts';
import { median, rounded } from '../numbers.ts';
import { lineOf } from '../record-file.ts';
import { startFerry } from './by-ferry.ts';
import type { DeliverFigures } from './figures.ts';
import { createApi } from './seen-by-feishu.ts';

export async function smallFiles(files: number): Promise<DeliverFigures> {
  let queuedMs = 0;
  await using sandbox = await startSandbox({});
  await using ferry = await startFerry(
    sandbox,
    {},
    {
      onSqsRequest: ({ action, queue }) => {
        if (action === 'SendMessageBatch' && queue === queues.lanes) queuedMs = Date.now();
        return Promise.resolve();
      },
    },
  );
  const waits: { readonly fromDropMs: number; readonly fromQueueMs: number }[] = [];
  for (let file = 0; file < files; file += 1) {
    const droppedMs = Date.now();
    const Key = `${createApi.replace('.', '/')}/${file}.ndjson`;
    const put = { Bucket: buckets.inbox, Key, Body: lineOf('ndjson', file) };
    await ferry.world.s3.send(new PutObjectCommand(put));
    await ferry.world.idle();
    const arrivedMs = (await sandbox.calls({ api: createApi }))[file]?.arrived_ms ?? Number.NaN;
    waits.push({ fromDropMs: arrivedMs - droppedMs, fromQueueMs: arrivedMs - queuedMs });
  }
  const [cold, ...warm] = waits;
  const warmMs = warm.map(({ fromQueueMs }) => fromQueueMs);
  return {
    kind: 'small file',
    files,
    cold_ms: rounded(cold?.fromQueueMs ?? Number.NaN),
    warm_ms: rounded(median(warmMs)),
    slowest_ms: rounded(Math.max(...warmMs)),
    from_drop_ms: rounded(median(warm.map(({ fromDropMs }) => fromDropMs))),
  };
}
