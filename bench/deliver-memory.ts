// The memory of one environment of deliver that gets all messages of a large job, ten of a lane at a time; and what has
// become of the job: its report's counts. The rate is lifted, for only the memory counts here. Node runs as the template
// has it run (NODE_OPTIONS): young objects get little room, or the garbage of one event outgrows all that is alive.
//   node bench/deliver-memory.ts [records]

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { SQSEvent } from 'aws-lambda';
import * as v from 'valibot';

import { buildFunctions } from '../build.mjs';
import { sqsEvents } from '../local/aws/triggers/sqs-event.ts';
import { startSandbox } from '../local/sandbox/start.ts';
import { buckets, queues, startWorld } from '../local/world.ts';
import { createRecordsStore } from '../shared/records-store.ts';
import { writeRecordFile } from './split/record-file.ts';

const [recordsGiven = '200000'] = process.argv.slice(2);
const bytesPerRecord = 430;
const messagesAnEvent = 10;
const measured = v.object({ handedBack: v.number(), peakRssBytes: v.number() });

const dir = await mkdtemp(join(tmpdir(), 'payferry-bench-deliver-memory-'));
const file = join(dir, 'bench.ndjson');
const records = await writeRecordFile(file, 'ndjson', Number(recordsGiven) * bytesPerRecord);
{
  await buildFunctions(join(import.meta.dirname, '..'));
  await using sandbox = await startSandbox({ rate: 0 });
  await using world = await startWorld({
    dir: join(dir, 'buckets'),
    delivers: false,
    onLog: () => undefined,
    settings: {
      DEFAULT_USER_ID_TYPE: 'people_corehr_id',
      FEISHU_CALLS_PER_SECOND: '200',
      FEISHU_BASE_URL: sandbox.baseUrl,
      FEISHU_APP_ID: sandbox.appId,
      FEISHU_APP_SECRET: sandbox.appSecret,
    },
  });
  const { size: ContentLength } = await stat(file);
  const Key = 'lump_sum_payment/batch_create/bench.ndjson';
  await world.s3.send(
    new PutObjectCommand({ Bucket: buckets.inbox, Key, Body: createReadStream(file), ContentLength }),
  );
  await world.idle();

  const { handedBack, peakRssBytes } = await deliver(await laneEvents(), world.env);
  await world.idle();
  const store = createRecordsStore(world.s3, buckets.records);
  const reports: string[] = [];
  for await (const keys of store.list('reports/'))
    reports.push(...keys.filter((key) => key.endsWith('/report.json')));
  const [report] = reports;
  const told = report === undefined ? 'none' : await store.read(report);
  console.log(
    `${records} records, ten messages an event: peak ${Math.round(peakRssBytes / 1e6)} MB,`,
    `${handedBack} messages handed back, report ${told}`,
  );

  async function laneEvents(): Promise<readonly SQSEvent[]> {
    const queue = world.sqs.queue(queues.lanes);
    const waiting = await world.sqs.waiting(queues.lanes);
    const lanes = Map.groupBy(waiting, ({ messageGroupId }) => messageGroupId);
    return [...lanes].flatMap(([MessageGroupId = '', messages]) => {
      const received = messages.map(({ body }, n) => ({
        MessageId: `${MessageGroupId}-${n}`,
        Body: body,
        Attributes: { MessageGroupId, ApproximateReceiveCount: '1' },
      }));
      const tens = Array.from({ length: Math.ceil(received.length / messagesAnEvent) }, (_, n) =>
        received.slice(n * messagesAnEvent, (n + 1) * messagesAnEvent),
      );
      return tens.flatMap((ten) => sqsEvents(ten, queue));
    });
  }
}
await rm(dir, { recursive: true });

async function deliver(events: readonly SQSEvent[], env: Readonly<Record<string, string>>) {
  const script = join(import.meta.dirname, 'deliver/run-deliver.ts');
  const child = fork(script, [join(import.meta.dirname, '../dist/deliver/index.mjs')], {
    env,
    execArgv: ['--max-old-space-size=100', '--max-semi-space-size=8'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  child.send(events);
  const [answer] = await Promise.race([once(child, 'message'), exited]);
  await exited;
  return v.parse(measured, answer);
}
