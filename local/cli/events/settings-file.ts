// Writes the settings of the world, with its access key, into a file for its owner. serverless/invoke-locally.mjs
// reads them.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { removeAtExit } from './clean-up.ts';

export function writeSettings(folder: string, env: Readonly<Record<string, string>>): void {
  const file = join(folder, 'events.env');
  // Removed and created anew: a link at this path is removed itself, and `wx` follows none.
  rmSync(file, { recursive: true, force: true });
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600, flag: 'wx' });
  removeAtExit(file);
}
