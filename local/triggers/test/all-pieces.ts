// A program that combines the pieces that stand for SQS, Lambda and triggers, runs and stops them. It exits by itself only
// if no handle is left open.

import { SendMessageCommand } from '@aws-sdk/client-sqs';

import { runFunction } from '../../lambda/run-function.ts';
import { startSqs } from '../../sqs/start.ts';
import { createAsyncInvocations } from '../async-invocations.ts';
import { createObjectEvents } from '../object-events.ts';
import { mapQueue } from '../queue-mapping.ts';
import { sendTo, startSchedule } from '../schedule.ts';
import { whenIdle } from '../trigger.ts';
import { systemClock as clock } from '../../../shared/clock.ts';
import { fixture } from '../../lambda/test/fixture.ts';

const [how = ''] = process.argv.slice(2);
const queues = [
  { name: 'intake', visibilitySeconds: 1000, maxReceiveCount: 3 },
  {
    name: 'exports.fifo',
    visibilitySeconds: 1000,
    maxReceiveCount: 3,
    contentBasedDeduplication: true,
  },
];
const sqs = await startSqs({ queues });
const { client } = sqs;
const settings = { env: {}, timeoutMs: 60_000, concurrency: 4 };
const echo = runFunction({ ...settings, name: 'echo', module: fixture('echo.ts') });
const obey = runFunction({ ...settings, name: 'obey', module: fixture('obey.ts') });
const later = createAsyncInvocations({ fn: echo, clock });
const laterObey = createAsyncInvocations({ fn: obey, clock });
const objects = createObjectEvents({ routes: [{ bucket: 'records', to: later }], clock });
const intake = mapQueue({ client, queue: sqs.queue('intake'), fn: echo, reportsFailures: false });
const exports = mapQueue({ client, queue: sqs.queue('exports.fifo'), fn: echo, reportsFailures: false });
const sweeper = startSchedule({
  everyMs: 10,
  input: { due: '<aws.scheduler.scheduled-time>' },
  fire: (body) => later.invoke(JSON.parse(body)),
  clock,
});
const nightly = startSchedule({
  everyMs: 86_400_000,
  input: { due: '<aws.scheduler.scheduled-time>' },
  fire: sendTo({ client, queue: sqs.queue('exports.fifo'), groupId: 'query' }),
  clock,
});

objects.emit({
  bucket: 'records',
  key: 'a b.csv',
  size: 1,
  eTag: 'e',
  sequencer: '1',
  eventName: 'ObjectCreated:Put',
});
await client.send(new SendMessageCommand({ QueueUrl: sqs.queue('intake').url, MessageBody: 'hello' }));
await nightly.fireNow();
await whenIdle([objects, later, intake, exports]);
if (how === 'kill') void laterObey.invoke({ deed: 'hang' });

const kill = how === 'kill';
for (const piece of [sweeper, nightly, objects, intake, exports, later, laterObey, echo, obey]) {
  await piece.stop({ kill });
}
await sqs.stop();
process.stdout.write('stopped\n');
