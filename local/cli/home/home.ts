// The home of local Payferry: DIR/.payferry, readable for its owner only. It has two kinds of folders.
// - `service` keeps the jobs that go to a service, and outlives the process.
// - `sandbox-…` belongs to one call of the command, which removes it at its end. If that was killed, a later one does.
// - Each of these folders has a lock, and is used by one process at a time.

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { keysAtRest } from '../../s3/at-rest.ts';
import { buckets } from '../../world/start.ts';
import { shownPath } from '../screen/shown-path.ts';
import { say, type Say, type Text } from '../words/say.ts';
import { codeOf, diskWords } from './disk-errors.ts';
import { lockFolder } from './lock.ts';
import { whyNoRoom, whyNoTarget } from './room.ts';

export interface Home {
  readonly kind: 'sandbox' | 'service';
  /** Folder of the local S3. */
  readonly store: string;
  /** Path of the sandbox's database. It is on disk because it can grow large. */
  readonly sandboxDb: string;
  /** Folder for files that are renamed into DIR when they are whole. It must be on the same disk as DIR. */
  readonly drafts: string;
  /** Names of the files of sandbox folders that were found without a process and removed. Empty for a service. */
  readonly abandoned: readonly string[];
  /** Releases the lock. Removes a sandbox's folder, and the home if it is empty then. */
  close(): Promise<void>;
}

export type Opened =
  | { readonly kind: 'home'; readonly home: Home }
  | { readonly kind: 'wrong'; readonly sentence: Say };

export async function openHome(out: string, kind: Home['kind'], inputBytes: number): Promise<Opened> {
  const wrong = (why: Text): Opened => ({
    kind: 'wrong',
    sentence: say('home.unusable', { out: shownPath(out), why }),
  });
  const root = homeOf(out);
  let made: string | undefined;
  try {
    made = await makeFolder(root);
    const stranger = await strangersFolder(root);
    if (stranger !== undefined) return wrong(stranger);
    await chmod(root, 0o700);
  } catch (error) {
    return wrong(diskWords(error));
  }
  const noRoom = (await whyNoRoom(root, inputBytes)) ?? (await whyNoTarget(root, out));
  if (noRoom !== undefined) return wrong(noRoom);

  const abandoned = kind === 'sandbox' ? await removeAbandoned(root) : [];
  const folder = join(
    root,
    kind === 'sandbox' ? `${sandboxPrefix}${randomBytes(4).toString('hex')}` : 'service',
  );
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  if (!lock) return wrong(say('home.busy'));
  const drafts = join(folder, 'drafts');
  await rm(drafts, { recursive: true, force: true });
  await mkdir(drafts, { recursive: true, mode: 0o700 });
  return {
    kind: 'home',
    home: {
      kind,
      store: join(folder, 'store'),
      drafts,
      sandboxDb: join(folder, 'sandbox.db'),
      abandoned,
      async close() {
        lock.release();
        if (kind === 'sandbox') await rm(folder, { recursive: true, force: true, maxRetries: 10 });
        // `rmdir` removes the home only if nothing is left in it, and DIR only if this process made it and it is empty.
        await rmdir(root).catch(() => undefined);
        if (made !== undefined && made !== root) await rmdir(out).catch(() => undefined);
      },
    },
  };
}

/**
 * Creates a folder and the parents that it lacks. Returns the topmost that it created. Undefined: the folder was there.
 * Node's `mkdir` with `recursive` never returns for a folder below /proc.
 */
async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return folder;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return undefined;
    if (codeOf(error) !== 'ENOENT' || (await exists(dirname(folder)))) throw error;
    const made = await makeFolder(dirname(folder));
    await mkdir(folder, { mode: 0o700 });
    return made ?? folder;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export function homeOf(out: string): string {
  return join(out, '.payferry');
}

const sandboxPrefix = 'sandbox-';

/** A sentence if the folder is a link or belongs to another user: others may read it, so it must not hold pay data. */
async function strangersFolder(root: string): Promise<Say | undefined> {
  const found = await lstat(root);
  if (found.isSymbolicLink()) return say('home.is_link');
  const own = process.getuid?.();
  if (own !== undefined && found.uid !== own) return say('home.of_other_user');
  return undefined;
}

/** Least age of a folder that may be removed. A younger one may belong to a process that has not taken its lock yet. */
const oldEnoughMs = 5000;

async function removeAbandoned(root: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const name of await readdir(root)) {
    if (!name.startsWith(sandboxPrefix)) continue;
    const folder = join(root, name);
    try {
      if (Date.now() - (await stat(folder)).mtimeMs < oldEnoughMs) continue;
      const lock = lockFolder(folder);
      if (!lock) continue;
      lock.release();
      names.push(...filesUnderWay(join(folder, 'store')));
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    } catch {
      // The folder stays. Its own process may be removing it.
    }
  }
  return names;
}

/** Names the files of a service's unfinished jobs, for a run to the sandbox. `busy`: another process has the lock. */
export function leftOpen(
  out: string,
): { readonly kind: 'busy' } | { readonly kind: 'left'; readonly names: readonly string[] } {
  const folder = join(homeOf(out), 'service');
  if (!existsSync(folder)) return { kind: 'left', names: [] };
  const lock = lockFolder(folder);
  if (!lock) return { kind: 'busy' };
  try {
    return { kind: 'left', names: filesUnderWay(join(folder, 'store')) };
  } finally {
    lock.release();
  }
}

/** Names of the files in the inbox. A file leaves it when its job is finished or dropped. */
function filesUnderWay(store: string): readonly string[] {
  return keysAtRest(store, buckets.inbox).map((key) => basename(key));
}
