// Runs one environment of deliver or export in a process of its own, with event after event. Sends time and memory to its
// parent.

import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

import { spent } from '../own-process.ts';

const bundle = pathToFileURL(process.argv[2] ?? '').href;
const { handler } = await import(bundle);

const threeMinutesMs = 180_000;
const [events]: readonly (readonly SQSEvent[])[] = await once(process, 'message');
const startedMs = performance.now();
let handedBack = 0;
for (const event of events ?? []) {
  const endsMs = performance.now() + threeMinutesMs;
  const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => endsMs - performance.now() };
  const answer: SQSBatchResponse = await Reflect.apply(handler, undefined, [event, context]);
  handedBack += answer.batchItemFailures.length;
}
process.send?.({ handedBack, ms: performance.now() - startedMs, ...spent() }, () => process.disconnect());
