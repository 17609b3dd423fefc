// `npm run events`: keeps the world up that the events of events/ speak of, so that each can be tried with
// `npx serverless invoke local`. Tells what each has written.

import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { startStillWorld } from './events/still-world.ts';
import { removeAtExit } from './run/clean-up.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);
const interrupted = 130;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(interrupted));
const { world } = await startStillWorld((object) => say(`  ${object}`));

// serverless/invoke-locally.mjs takes them from there.
const settings = join(tmpdir(), 'payferry-events.env');
removeAtExit(settings);
const lines = Object.entries(world.env).map(([name, value]) => `${name}=${value}\n`);
writeFileSync(settings, lines.join(''), { mode: 0o600 });

say('The world of the sample events is up. In another terminal:\n');
const files = await readdir(resolve(import.meta.dirname, '../events'));
for (const file of files.filter((name) => name.endsWith('.json')))
  say(`  npx serverless invoke local -f ${file.split('-')[0] ?? ''} -p events/${file}`);
say('\nWhat they write shows here. Ctrl-C ends it.');
