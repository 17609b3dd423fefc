// Runs one invocation of report in a process of its own. Sends time and peak memory to its parent.

import { pathToFileURL } from 'node:url';

import { spent } from '../own-process.ts';

const [module = '', bucket = '', job = ''] = process.argv.slice(2);
const object = { key: `jobs/${job}/complete.json` };
const event = { Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: bucket }, object } }] };
const fifteenMinutesMs = 900_000;
const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => fifteenMinutesMs };

const { handler } = await import(pathToFileURL(module).href);
const startedMs = performance.now();
await Reflect.apply(handler, undefined, [event, context]);
const ms = performance.now() - startedMs;
process.send?.({ ms, ...spent() });
