// The memory of one environment of export that reads every record of a Feishu. The rate is lifted, because only the memory
// counts here.

import { join } from 'node:path';

import * as v from 'valibot';

import { sqsEvents } from '../../local/triggers/sqs-event.ts';
import { startSandbox } from '../../local/sandbox/start.ts';
import { queues } from '../../local/world/start.ts';
import { builtFunctions } from '../built.ts';
import { startFerry } from '../deliver/by-ferry.ts';
import { stored } from '../export/stored.ts';
import { rounded } from '../numbers.ts';
import { inItsOwnProcess } from '../own-process.ts';
import type { GrowthFigures } from './figures.ts';

const measured = v.object({ handedBack: v.number(), ms: v.number(), peakRssBytes: v.number() });

export async function memoryOfExport(records: number): Promise<GrowthFigures> {
  await using sandbox = await startSandbox({ rate: 0, dbFile: await stored('a day', records) });
  await using ferry = await startFerry(sandbox, { FEISHU_CALLS_PER_SECOND: '100' });
  const message = {
    dataset: 'bench',
    resource: 'lump_sum_payment',
    mode: 'full',
    filters: {},
    format: 'parquet',
    scheduled_at: new Date().toISOString(),
  };
  const received = {
    MessageId: 'bench',
    Body: JSON.stringify(message),
    Attributes: { MessageGroupId: 'lump_sum_payment.query', ApproximateReceiveCount: '1' },
  };
  const { handedBack, ms, peakRssBytes } = await inItsOwnProcess(
    join(import.meta.dirname, 'run-function.ts'),
    measured,
    {
      args: [join(await builtFunctions(), 'export/index.mjs')],
      env: ferry.world.env,
      message: sqsEvents([received], ferry.world.sqs.queue(queues.exports)),
    },
  );
  if (handedBack > 0) throw new Error('export handed its message back');
  return { kind: 'memory', function: 'export', records, ms: rounded(ms), peak_bytes: peakRssBytes };
}
