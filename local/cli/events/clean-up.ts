// What must not outlive the process, whichever way it ends: removed when it exits, a second Ctrl-C included.

import { rmSync } from 'node:fs';

const folders = new Set<string>();

process.on('exit', () => {
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    } catch {
      // The next start removes it. An error here would hide why the process ends.
    }
  }
});

export function removeAtExit(folder: string): void {
  folders.add(folder);
}
