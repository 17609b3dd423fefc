// The part of a cold start that the function's code causes: a fresh process imports the bundle and reports the time.

import { pathToFileURL } from 'node:url';

const [bundle = ''] = process.argv.slice(2);
const url = pathToFileURL(bundle).href;
const cpuBefore = process.cpuUsage();
const startedMs = performance.now();
await import(url);
const ms = performance.now() - startedMs;
const { user, system } = process.cpuUsage(cpuBefore);
process.send?.({ ms, cpuMs: (user + system) / 1000 });
