// Removes folders when the process exits, also after a second Ctrl-C.

import { rmSync } from 'node:fs';

const folders = new Set<string>();

process.on('exit', () => {
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    } catch {
      // The next start removes it. A throw here would hide why the process ends.
    }
  }
});

export function removeAtExit(folder: string): void {
  folders.add(folder);
}
