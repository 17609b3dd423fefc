// Runs one invocation of split in a process of its own. Sends time and peak memory to its parent.

import { pathToFileURL } from 'node:url';

import { spent } from '../own-process.ts';

const [module = '', bucket = '', key = ''] = process.argv.slice(2);
const ofS3 = { Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: bucket }, object: { key } } }] };
const event = {
  Records: [
    {
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:drops',
      messageId: 'bench',
      body: JSON.stringify(ofS3),
    },
  ],
};
const fifteenMinutesMs = 900_000;
const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => fifteenMinutesMs };

const { handler } = await import(pathToFileURL(module).href);
const startedMs = performance.now();
const { batchItemFailures } = await handler(event, context);
if (batchItemFailures.length > 0) throw new Error('split failed for the file');
const ms = performance.now() - startedMs;
process.send?.({ ms, ...spent() });
