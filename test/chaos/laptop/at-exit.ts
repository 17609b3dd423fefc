// Clean-up that also happens if the run itself is stopped: processes, folders and the disk of a story.

import { spawnSync } from 'node:child_process';
import { rmdirSync, rmSync } from 'node:fs';

const left = new Set<() => void>();

// The newest first: a process is stopped before its folder is removed.
process.on('exit', () => {
  for (const remove of [...left].toReversed()) remove();
});

/** Calls `remove` when the process exits, unless the returned handle was disposed of before. */
export function atExit(remove: () => void): Disposable {
  left.add(remove);
  return { [Symbol.dispose]: () => void left.delete(remove) };
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

export function unmountDisk(folder: string): void {
  spawnSync('umount', ['-l', folder]);
  rmdirSync(folder);
}
