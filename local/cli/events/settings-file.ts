// The settings of the world, its access key among them, for every shell of its owner: serverless/invoke-locally.mjs takes
// them from there.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { removeAtExit } from './clean-up.ts';

export function writeSettings(folder: string, env: Readonly<Record<string, string>>): void {
  const file = join(folder, 'events.env');
  // A link that lies there is removed itself, and a new file follows none.
  rmSync(file, { recursive: true, force: true });
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600, flag: 'wx' });
  removeAtExit(file);
}
