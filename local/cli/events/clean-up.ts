// Removes folders and files when the process exits. A process that is killed leaves them.

import { rmSync } from 'node:fs';

const folders = new Set<string>();

process.on('exit', () => {
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    } catch {
      // What cannot be removed stays. A throw here would hide why the process ends.
    }
  }
});

export function removeAtExit(folder: string): void {
  folders.add(folder);
}
