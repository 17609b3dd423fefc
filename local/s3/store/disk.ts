// File-system calls of the store: private folders, durable names, and telling a failure of the disk from a bug.

import { chmod, mkdir, open, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export interface Disk {
  /** True: sealed files and their names are flushed to the disk before the request is answered. */
  readonly durable: boolean;
  /** Called if a file that is no longer needed could not be removed after its request had its effect. */
  readonly onFailure: (error: Error) => void;
}

/** Permissions of files and folders. They are for their owner only, because records name people and amounts. */
export const privateFile = 0o600;
export const privateFolder = 0o700;

/** Creates a folder for its owner only. A folder that exists and is open to others gets the same permissions. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: privateFolder });
  await chmod(folder, privateFolder);
}

/** Creates the folder of the store with its missing parents. A folder that exists keeps its permissions. */
export async function makeRoot(root: string, durable: boolean): Promise<void> {
  const made = await mkdir(root, { recursive: true, mode: privateFolder });
  if (!durable || made === undefined) return;
  for (let folder = resolve(root); folder.length >= made.length; folder = dirname(folder))
    await syncFolder(dirname(folder));
}

/** Flushes the names in a folder to the disk. On Windows, which cannot open a folder, it does nothing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close().catch(() => undefined);
  }
}

/** Removes a file or folder that is no longer needed. A failure of the disk is told to `onFailure` and not thrown. */
export async function clearAway(path: string, { onFailure }: Disk): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (!isDiskFailure(error)) throw error;
    onFailure(error);
  }
}

/**
 * True: the error has a code that does not begin with ERR_, as those of the operating system (ENOSPC, EIO, EMFILE …).
 * Codes ERR_… are Node's own, for bugs of a program.
 */
export function isDiskFailure(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return typeof error.code === 'string' && !error.code.startsWith('ERR_');
}

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
