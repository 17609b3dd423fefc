// split compared with the floor for reading the same file, its memory by the size of the file, and where its time goes.

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

import type { Case, Part } from './case.ts';
import { median, rounded } from './numbers.ts';
import { inItsOwnProcess } from './own-process.ts';
import type { SplitFigures } from './split/figures.ts';
import { sharesOfProfile } from './split/profile.ts';
import { aFile, measured, splitOf, type Measured } from './split/split-of.ts';
import type { BenchFormat } from './record-file.ts';
import { startStores } from './stores.ts';

const formats: readonly BenchFormat[] = ['ndjson', 'csv'];
const sources = join(import.meta.dirname, '../functions/split/handler.ts');
const floor = join(import.meta.dirname, 'split/floor.ts');

export const splitCases: Part = ({ quick }) =>
  formats.flatMap((format): readonly Case[] => [
    // Two sizes, because a small file is read before its machine code is compiled.
    ...(quick ? [5] : [60, 250]).map((megabytes) => ({
      name: `speed, ${format}, ${megabytes} MB`,
      run: () => speed(format, megabytes, quick ? 1 : 5),
    })),
    { name: `where, ${format}`, run: () => where(format, quick ? 5 : 60) },
    ...(quick ? [2, 5] : [10, 50, 250, 1000, 2000]).map((megabytes) => ({
      name: `memory, ${format}, ${megabytes} MB`,
      run: () => memory(format, megabytes),
    })),
  ]);

/** Alternates both, so that other load on the machine affects both alike. */
async function speed(format: BenchFormat, megabytes: number, rounds: number): Promise<SplitFigures> {
  await using stores = await startStores();
  const { file, records } = await aFile(stores, format, megabytes);
  const floors = [];
  const splits = [];
  for (let round = 0; round < rounds; round += 1) {
    floors.push(await inItsOwnProcess(floor, measured, { args: [file, format] }));
    splits.push(await splitOf(stores, file, format, `round-${round}`));
  }
  return {
    kind: 'speed',
    format,
    megabytes,
    records,
    rounds,
    ms: medianOf(splits, 'ms'),
    cpu_ms: medianOf(splits, 'cpuMs'),
    floor_ms: medianOf(floors, 'ms'),
    floor_cpu_ms: medianOf(floors, 'cpuMs'),
  };
}

function medianOf(times: readonly Measured[], which: 'ms' | 'cpuMs'): number {
  return rounded(median(times.map((time) => time[which])));
}

async function memory(format: BenchFormat, megabytes: number): Promise<SplitFigures> {
  await using stores = await startStores();
  const { file, records } = await aFile(stores, format, megabytes);
  const { ms, peakRssBytes } = await splitOf(stores, file, format, 'once');
  return { kind: 'memory', format, megabytes, records, ms: rounded(ms), peak_bytes: peakRssBytes };
}

/** Where split spends its time. It runs the sources, because in a bundle the files cannot be told apart. */
async function where(format: BenchFormat, megabytes: number): Promise<SplitFigures> {
  await using stores = await startStores();
  const { file, records } = await aFile(stores, format, megabytes);
  const profiles = await mkdtemp(join(stores.dir, 'profile-'));
  const flags = ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
  await splitOf(stores, file, format, 'profiled', sources, flags);
  return { kind: 'where', format, megabytes, records, shares: [...(await sharesOfProfile(profiles))] };
}
