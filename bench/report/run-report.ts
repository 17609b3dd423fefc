// One invocation of report in a process of its own; tells its parent time and peak memory.

import { handler } from '../../functions/report/handler.ts';

const [bucket = '', job = ''] = process.argv.slice(2);
const object = { key: `jobs/${job}/complete.json` };
const event = { Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: bucket }, object } }] };
const fifteenMinutesMs = 900_000;
const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => fifteenMinutesMs };

const startedMs = performance.now();
await Reflect.apply(handler, undefined, [event, context]);
const ms = performance.now() - startedMs;
process.send?.({ ms, peakRssBytes: process.resourceUsage().maxRSS * 1024 });
