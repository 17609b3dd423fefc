// What a story must not leave behind though the run itself is ended: its processes, its folders and its disk.

import { spawnSync } from 'node:child_process';
import { rmdirSync, rmSync } from 'node:fs';

const left = new Set<() => void>();

// The newest first: a process before the folder that it writes to.
process.on('exit', () => {
  for (const remove of [...left].toReversed()) remove();
});

/** Done when the process exits, unless what is given back was disposed of before. */
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
