// The memory of one environment of deliver that gets all messages of a job, ten of a lane at a time as AWS may. The rate is
// lifted, because only the memory counts here.

import { join } from 'node:path';

import type { SQSEvent } from 'aws-lambda';
import * as v from 'valibot';

import { sqsEvents } from '../../local/triggers/sqs-event.ts';
import { startSandbox } from '../../local/sandbox/start.ts';
import { queues, type World } from '../../local/world/start.ts';
import { builtFunctions } from '../built.ts';
import { startFerry } from '../deliver/by-ferry.ts';
import { rounded } from '../numbers.ts';
import { inItsOwnProcess } from '../own-process.ts';
import type { GrowthFigures } from './figures.ts';

const messagesAnEvent = 10;
const measured = v.object({ handedBack: v.number(), ms: v.number(), peakRssBytes: v.number() });

export async function memoryOfDeliver(records: number): Promise<GrowthFigures> {
  await using sandbox = await startSandbox({ rate: 0 });
  const settings = { FEISHU_CALLS_PER_SECOND: '200' };
  await using ferry = await startFerry(sandbox, settings, { delivers: false });
  await ferry.drop(records);
  await ferry.world.idle();
  const { handedBack, ms, peakRssBytes } = await inItsOwnProcess(
    join(import.meta.dirname, 'run-function.ts'),
    measured,
    {
      args: [join(await builtFunctions(), 'deliver/index.mjs')],
      env: ferry.world.env,
      // The template's settings for Node.
      execArgv: ['--max-semi-space-size=8', '--max-old-space-size=800'],
      message: await laneEvents(ferry.world),
    },
  );
  if (handedBack > 0) throw new Error(`deliver handed ${handedBack} messages back`);
  return { kind: 'memory', function: 'deliver', records, ms: rounded(ms), peak_bytes: peakRssBytes };
}

async function laneEvents({ sqs }: World): Promise<readonly SQSEvent[]> {
  const queue = sqs.queue(queues.lanes);
  const waiting = await sqs.waiting(queues.lanes);
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
