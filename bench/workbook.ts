// The reader of workbooks compared with the floor for the same workbook, and its memory. Two workbooks: one of 100,000 rows, and one
// that is full to the last row with millions of different texts.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as v from 'valibot';

import type { Part } from './case.ts';
import { median, rounded } from './numbers.ts';
import { inItsOwnProcess } from './own-process.ts';
import type { WorkbookFigures } from './workbook/figures.ts';
import { columns, writeBigBook } from './workbook/write-big-book.ts';

const measured = v.object({ ms: v.number(), cpuMs: v.number(), peakRssBytes: v.number(), rows: v.number() });
type Measured = v.InferOutput<typeof measured>;

const reader = join(import.meta.dirname, 'workbook/read-book.ts');
const floor = join(import.meta.dirname, 'workbook/floor.ts');
/** A column of ids, one of names, two of remarks: no text comes twice. */
const ownTexts = 4;

export const workbookCases: Part = ({ quick }) =>
  (quick ? [5000] : [100_000, 1_048_576]).map((rows) => ({
    name: `${rows} rows`,
    run: () => speed(rows, quick || rows > 1e6 ? 1 : 5),
  }));

/** Alternates both, so that other load on the machine affects both alike. */
async function speed(rows: number, rounds: number): Promise<WorkbookFigures> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-bench-workbook-'));
  try {
    const file = join(dir, 'bench.xlsx');
    await writeBigBook(file, { rows, ownTexts });
    const reads: Measured[] = [];
    const floors: Measured[] = [];
    for (let round = 0; round < rounds; round += 1) {
      floors.push(await inItsOwnProcess(floor, measured, { args: [file] }));
      const read = await inItsOwnProcess(reader, measured, { args: [file] });
      if (read.rows !== rows) throw new Error(`${read.rows} of ${rows} rows were read`);
      reads.push(read);
    }
    return {
      rows,
      columns,
      texts: rows * ownTexts,
      rounds,
      ms: rounded(median(reads.map(({ ms }) => ms))),
      cpu_ms: rounded(median(reads.map(({ cpuMs }) => cpuMs))),
      floor_ms: rounded(median(floors.map(({ ms }) => ms))),
      floor_cpu_ms: rounded(median(floors.map(({ cpuMs }) => cpuMs))),
      peak_bytes: Math.max(...reads.map(({ peakRssBytes }) => peakRssBytes)),
    };
  } finally {
    await rm(dir, { recursive: true });
  }
}
