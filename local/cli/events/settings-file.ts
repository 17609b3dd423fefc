// Writes the settings of the world, with its access key, into the file events.env, which its owner alone may read. It is
// removed when the process exits. serverless/invoke-locally.mjs reads it.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { removeAtExit } from './clean-up.ts';

export function writeSettings(folder: string, env: Readonly<Record<string, string>>): void {
  const file = join(folder, 'events.env');
  // An old file is removed first. A link at this path is removed itself, and `wx` (create only) follows none.
  rmSync(file, { recursive: true, force: true });
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600, flag: 'wx' });
  removeAtExit(file);
}
