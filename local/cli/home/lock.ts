// Locks a folder for one process. SQLite locks the file `lock` in it, by a lock of the operating system, which Node itself
// cannot take. The system releases it when the process ends, in any way, so no lock is left behind.

import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface Lock {
  release(): void;
}

/** Takes the lock until `release` is called or the process ends. Undefined: another process has it. */
export function lockFolder(folder: string): Lock | undefined {
  const file = join(folder, 'lock');
  // The file is created here, for its owner only. SQLite would leave its rights to the umask.
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return undefined;
    throw error;
  }
  return { release: () => database.close() };
}

/** SQLITE_BUSY: https://www.sqlite.org/rescode.html#busy */
const busy = 5;
