// Runs one invocation of split in a process of its own. Sends time and peak memory to its parent.

import { pathToFileURL } from 'node:url';

import { spent } from '../own-process.ts';

const [module = '', bucket = '', key = ''] = process.argv.slice(2);
const event = { Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: bucket }, object: { key } } }] };
const fifteenMinutesMs = 900_000;
const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => fifteenMinutesMs };

const { handler } = await import(pathToFileURL(module).href);
const startedMs = performance.now();
await handler(event, context);
const ms = performance.now() - startedMs;
process.send?.({ ms, ...spent() });
