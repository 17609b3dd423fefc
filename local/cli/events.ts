// `npm run events`: keeps a world (S3, SQS and a sandbox for Feishu) up for the sample events of events/. Each event can
// then be tried with `npx serverless invoke local`. Prints these commands, and each object that an event writes or deletes.

import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';

import { cacheFolder, openCacheFolder } from './events/cache-folder.ts';
import { writeSettings } from './events/settings-file.ts';
import { startStillWorld } from './events/still-world.ts';
import { sampleEventSentences } from './words/sample-events.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);
const interrupted = 130;
const unusable = 3;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(interrupted));
// Output fails when the terminal was closed or the pipe's reader has ended. The world then ends too.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(interrupted));

const why = openCacheFolder();
if (why !== undefined) {
  process.stderr.write(`${why}\n`);
  process.exit(unusable);
}
const { world } = await startStillWorld(cacheFolder, (object) => say(`  ${object}`));
writeSettings(cacheFolder, world.env);

say(`${sampleEventSentences.up()}\n`);
const files = await readdir(resolve(import.meta.dirname, '../../events'));
for (const file of files.filter((name) => name.endsWith('.json')))
  say(`  npx serverless invoke local -f ${file.split('-')[0] ?? ''} -p events/${file}`);
say(`\n${sampleEventSentences.how_to_end()}`);
