// All of Payferry, by the size of the file. The memory of split is in its own part.

import type { Part } from './case.ts';
import { memoryOfDeliver } from './growth/memory-of-deliver.ts';
import { memoryOfExport } from './growth/memory-of-export.ts';
import { memoryOfReport } from './growth/memory-of-report.ts';
import { wholeFerry } from './growth/whole-ferry.ts';

/** `removes`: a file of removes with sixty reasons by turns, for which a report has to hold the most at once. */
const kindsOfJob = ['ndjson', 'csv', 'removes'] as const;

export const growthCases: Part = ({ quick }) =>
  (quick ? [2000] : [10_000, 100_000, 1_000_000]).flatMap((records) => [
    { name: `ferry, ${records} records`, run: () => wholeFerry(records) },
    { name: `memory of deliver, ${records} records`, run: () => memoryOfDeliver(records) },
    { name: `memory of export, ${records} records`, run: () => memoryOfExport(records) },
    ...kindsOfJob.map((kind) => ({
      name: `memory of report, ${kind}, ${records} records`,
      run: () => memoryOfReport(kind, records),
    })),
  ]);
