// One invocation of split, as it ships, in a process of its own; tells its parent time and peak memory.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [bucket = '', key = ''] = process.argv.slice(2);
const event = { Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: bucket }, object: { key } } }] };
const fifteenMinutesMs = 900_000;
const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => fifteenMinutesMs };
const bundle = join(import.meta.dirname, '../../dist/split/index.mjs');

const { handler } = await import(pathToFileURL(bundle).href);
const startedMs = performance.now();
await handler(event, context);
const ms = performance.now() - startedMs;
process.send?.({ ms, peakRssBytes: process.resourceUsage().maxRSS * 1024 });
