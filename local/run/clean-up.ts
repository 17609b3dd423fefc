// What must not outlive the process, whichever way it ends: removed when it exits, a second Ctrl-C included.

import { rmSync } from 'node:fs';

const folders = new Set<string>();

process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

export function removeAtExit(folder: string): void {
  folders.add(folder);
}

/** It has become what it was made for. */
export function keepAtExit(folder: string): void {
  folders.delete(folder);
}
