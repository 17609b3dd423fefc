// Where the command writes. If the story fills up the disk, a small disk of its own; else a folder.

import type { Place } from '../../../local/cli/test/payferry-process.ts';
import { aSmallDisk, whyNoSmallDisk } from '../../../local/cli/test/small-disk.ts';
import { atExit, unmountDisk } from './at-exit.ts';
import type { Mishap } from './laptop-story.ts';

export interface Disk extends AsyncDisposable {
  readonly out: string;
  fill(): Promise<void>;
  /** Removes the data that filled the disk. */
  makeRoom(): Promise<void>;
}

/** Undefined if this machine can make a small disk. Otherwise no disk is filled, for this reason. */
export const whyNoDiskIsFilled: string | undefined = whyNoSmallDisk;

export const canHappenHere = ({ kind }: Mishap): boolean =>
  kind !== 'disk_full' || whyNoDiskIsFilled === undefined;

/** The size of the small disk: three times the largest file, what a run without a file takes, and little more. */
const megabytes = 24;

export async function diskFor(mishaps: readonly Mishap[], place: Place): Promise<Disk> {
  if (!mishaps.some(({ kind }) => kind === 'disk_full')) {
    const nothing = () => Promise.resolve();
    return { out: place.out, fill: nothing, makeRoom: nothing, [Symbol.asyncDispose]: nothing };
  }
  const disk = await aSmallDisk(megabytes);
  const ends = atExit(() => unmountDisk(disk.dir));
  let isFull = false;
  return {
    out: disk.dir,
    async fill() {
      isFull = true;
      await disk.fill();
    },
    async makeRoom() {
      if (isFull) await disk.makeRoom();
      isFull = false;
    },
    async [Symbol.asyncDispose]() {
      await disk[Symbol.asyncDispose]();
      ends[Symbol.dispose]();
    },
  };
}
