// A disk of a few megabytes, which a test can fill, where the machine allows one.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdtemp, open, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk extends AsyncDisposable {
  readonly dir: string;
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
}

/** Why no disk can be made, so that tests with one are skipped. Undefined: one can be made. */
export const whyNoSmallDisk: string | undefined = tryOnce();

function tryOnce(): string | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'payferry-disk-'));
  const said = mount(dir, 1);
  if (said === undefined) unmount(dir);
  rmdirSync(dir);
  return said;
}

export async function aSmallDisk(megabytes: number): Promise<SmallDisk> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-disk-'));
  const said = mount(dir, megabytes);
  if (said !== undefined) throw new Error(said);
  const filling = join(dir, 'filling');
  return {
    dir,
    async fill() {
      const handle = await open(filling, 'w');
      try {
        for (const bytes of [1_000_000, 4096]) await writeUntilFull(handle, Buffer.alloc(bytes));
      } finally {
        await handle.close();
      }
    },
    makeRoom: () => rm(filling),
    async [Symbol.asyncDispose]() {
      unmount(dir);
      await rmdir(dir);
    },
  };
}

async function writeUntilFull(handle: Awaited<ReturnType<typeof open>>, chunk: Buffer): Promise<void> {
  try {
    for (;;) await handle.writeFile(chunk);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

function mount(dir: string, megabytes: number): string | undefined {
  const { status, error } = spawnSync('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${megabytes}m,mode=700`,
    'none',
    dir,
  ]);
  return status === 0
    ? undefined
    : `only root may mount a disk here: ${error?.message ?? `mount says ${status}`}`;
}

function unmount(dir: string): void {
  // -l unmounts even while a killed process still has a file open.
  spawnSync('umount', ['-l', dir]);
}
