// A function's cold start without the machine's: a fresh process imports its bundle, and tells how long that took.

import { pathToFileURL } from 'node:url';

const [bundle = ''] = process.argv.slice(2);
const url = pathToFileURL(bundle).href;
const cpuBefore = process.cpuUsage();
const startedMs = performance.now();
await import(url);
const ms = performance.now() - startedMs;
const { user, system } = process.cpuUsage(cpuBefore);
process.send?.({ ms, cpuMs: (user + system) / 1000 });
