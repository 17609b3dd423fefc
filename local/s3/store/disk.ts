// What the store asks of the file system besides files: folders of its owner alone, names that outlast a power cut, and
// whether an error is the file system's.

import { chmod, mkdir, open, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export interface Disk {
  /** What is sealed is on the disk, and not in the memory of the machine, before the request is answered. */
  readonly durable: boolean;
  /** Told of what could not be cleared away after a request had its effect. */
  readonly onFailure: (error: Error) => void;
}

/** Records name people and amounts. */
export const privateFile = 0o600;
export const privateFolder = 0o700;

/** Also one that another umask, or an older release, has left open. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: privateFolder });
  await chmod(folder, privateFolder);
}

/** Of the whole store. One that is there already stays as open as its owner has it. */
export async function makeRoot(root: string, durable: boolean): Promise<void> {
  const made = await mkdir(root, { recursive: true, mode: privateFolder });
  if (!durable || made === undefined) return;
  for (let folder = resolve(root); folder.length >= made.length; folder = dirname(folder))
    await syncFolder(dirname(folder));
}

/** The names in a folder are on the disk. Windows opens no folder, and has no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close().catch(() => undefined);
  }
}

/** What is of no use any more. A file that stays is found and removed at the next start. */
export async function clearAway(path: string, { onFailure }: Disk): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (!isDiskFailure(error)) throw error;
    onFailure(error);
  }
}

/** ENOSPC, EIO, EMFILE and their kind. Errors of Node's own, which are mistakes in a program, are called ERR_… */
export function isDiskFailure(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return typeof error.code === 'string' && !error.code.startsWith('ERR_');
}

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
