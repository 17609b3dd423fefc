// Locks a folder for one process. The lock is one of the operating system, on a database file. It ends with the
// process, so it cannot go stale.

import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface Lock {
  release(): void;
}

/** Undefined: another process holds it. */
export function lockFolder(folder: string): Lock | undefined {
  const file = join(folder, 'lock');
  // Created first, because SQLite would make it readable for others.
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

/** https://www.sqlite.org/rescode.html#busy */
const busy = 5;
