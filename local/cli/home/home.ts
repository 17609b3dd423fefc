// The home of local Payferry: DIR/.payferry, readable for its owner only.
// - `service` keeps the unfinished jobs of a service, and outlives the process.
// - `sandbox-…` belongs to one run, and is removed with it.
// - A folder is used by one process at a time.

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { keysAtRest } from '../../s3/at-rest.ts';
import { buckets } from '../../world/start.ts';
import { shownPath } from '../screen/shown-path.ts';
import { homeSentences } from '../words/home.ts';
import { codeOf, diskWords } from './disk-errors.ts';
import { lockFolder } from './lock.ts';
import { whyNoRoom, whyNoTarget } from './room.ts';

export interface Home {
  readonly kind: 'sandbox' | 'service';
  /** Folder of the local S3. */
  readonly store: string;
  /** Database of the sandbox, on disk because it can grow large. */
  readonly sandboxDb: string;
  /** Folder for files that are renamed into DIR when they are whole. It must be on the same disk. */
  readonly drafts: string;
  /** Names of files whose sandbox ended with its process. */
  readonly abandoned: readonly string[];
  /** Releases the lock. A sandbox's folder is removed whole. */
  close(): Promise<void>;
}

export type Opened =
  | { readonly kind: 'home'; readonly home: Home }
  | { readonly kind: 'wrong'; readonly sentence: string };

export async function openHome(out: string, kind: Home['kind'], inputBytes: number): Promise<Opened> {
  const wrong = (why: string): Opened => ({
    kind: 'wrong',
    sentence: homeSentences.unusable({ out: shownPath(out), why }),
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
  if (!lock) return wrong(homeSentences.busy());
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
        // Removes the home if nothing is left in it.
        await rmdir(root).catch(() => undefined);
        if (made !== undefined && made !== root) await rmdir(out).catch(() => undefined);
      },
    },
  };
}

/**
 * Creates a folder with its parents. Returns the first one that did not exist. Node's `recursive` does not end below
 * /proc.
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

/** A link, or a folder of another user, may be readable for others, and must not hold pay data. */
async function strangersFolder(root: string): Promise<string | undefined> {
  const found = await lstat(root);
  if (found.isSymbolicLink()) return homeSentences.is_link();
  const own = process.getuid?.();
  if (own !== undefined && found.uid !== own) return homeSentences.of_other_user();
  return undefined;
}

/** A younger folder may belong to a process that has not taken its lock yet. */
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
      // Its own process is removing it.
    }
  }
  return names;
}

/** The unfinished jobs of a service, for a run to the sandbox. */
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

/** Names of the files in the inbox. Their reports were not copied yet. */
function filesUnderWay(store: string): readonly string[] {
  return keysAtRest(store, buckets.inbox).map((key) => basename(key));
}
