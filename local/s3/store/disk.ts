// File-system calls of the store: private folders, durable names, and telling a failure of the disk from a bug.

import { chmod, mkdir, open, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export interface Disk {
  /** Sealed files are flushed to the disk before the request is answered. */
  readonly durable: boolean;
  /** Called if a file could not be removed after its request had its effect. */
  readonly onFailure: (error: Error) => void;
}

/** Records name people and amounts. */
export const privateFile = 0o600;
export const privateFolder = 0o700;

/** Also closes a folder that another umask or an older release has left open. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: privateFolder });
  await chmod(folder, privateFolder);
}

/** Creates the folder of the store. An existing folder keeps its permissions. */
export async function makeRoot(root: string, durable: boolean): Promise<void> {
  const made = await mkdir(root, { recursive: true, mode: privateFolder });
  if (!durable || made === undefined) return;
  for (let folder = resolve(root); folder.length >= made.length; folder = dirname(folder))
    await syncFolder(dirname(folder));
}

/** Flushes the names in a folder to the disk. Windows cannot open a folder and needs no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close().catch(() => undefined);
  }
}

/** Removes a file or folder that is no longer needed. If that fails, the next start removes it. */
export async function clearAway(path: string, { onFailure }: Disk): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (!isDiskFailure(error)) throw error;
    onFailure(error);
  }
}

/**
 * True for errors of the operating system (ENOSPC, EIO, EMFILE …). Node's own errors, which are bugs of a program,
 * have a code ERR_….
 */
export function isDiskFailure(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return typeof error.code === 'string' && !error.code.startsWith('ERR_');
}

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
