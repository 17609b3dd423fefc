// `npm run events`: keeps a world (S3, SQS and a sandbox for Feishu) up for the sample events of events/. Each event can
// then be tried with `npx serverless invoke local`. Prints these commands, and each object that an event writes or deletes.

import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';

import { cacheFolder, openCacheFolder } from './events/cache-folder.ts';
import { writeSettings } from './events/settings-file.ts';
import { startStillWorld } from './events/still-world.ts';
import { languageOf } from '../language.ts';
import { createScreen } from './screen/screen.ts';
import { say } from './words/say.ts';

// eslint-disable-next-line node/no-process-env -- the edge of this process
const language = languageOf(process.argv.slice(2), process.env);
const screen = createScreen(process.stdout, Date.now, language);
const interrupted = 130;
const unusable = 3;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(interrupted));
// Output fails when the terminal was closed or the pipe's reader has ended. The world then ends too.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(interrupted));

const why = openCacheFolder();
if (why !== undefined) {
  createScreen(process.stderr, Date.now, language).say(why);
  process.exit(unusable);
}
const { world } = await startStillWorld(cacheFolder, (object) => screen.say(object, 2));
writeSettings(cacheFolder, world.env);

screen.say(say('sample_events.up'));
screen.say();
const files = await readdir(resolve(import.meta.dirname, '../../events'));
for (const file of files.filter((name) => name.endsWith('.json')))
  screen.say(`npx serverless invoke local -f ${file.split('-')[0] ?? ''} -p events/${file}`, 2);
screen.say();
screen.say(say('sample_events.how_to_end'));
