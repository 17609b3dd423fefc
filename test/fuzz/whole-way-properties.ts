// From a file to its plan and its report, for any content: everything ends, and the report has every row once.

import fc from 'fast-check';

import type { BatchLine } from '../../shared/job/batch.ts';
import type { Journal } from '../../shared/job/journal.ts';
import type { Outcome, Status } from '../../shared/job/outcomes.ts';
import { unknownRecord } from '../../shared/job/record-state.ts';
import { anOutcome } from '../report/an-outcome.ts';
import { carry, type BatchEnd, type Carried } from './carry.ts';
import { checkReport, isMeantToBeSent } from './check-report.ts';
import { chunksOf } from './damage.ts';
import { dropAgain } from './drop-again.ts';
import { drop } from './nasty-drops.ts';
import { check, type Property } from './property.ts';
import type { ReportedRow } from './report-file.ts';
import { rowsIn } from './rows-in.ts';

const statuses: readonly Status[] = [
  'created',
  'updated',
  'removed',
  'already_exists',
  'refused',
  'unsent',
  'conflict',
  'exists_unchecked',
  'unknown',
];
const messages = [
  'success',
  '',
  '用户不存在',
  '=1+1',
  'a\r\n"b",c',
  '\u001b[2J\u2028',
  '\ud83d',
  '\u0000',
  'm'.repeat(1500),
];

/** What deliver may leave of a batch. */
const ending = fc.record({
  kind: fc.constantFrom(
    'outcomes' as const,
    'outcomes' as const,
    'outcomes' as const,
    'journal' as const,
    'nothing' as const,
  ),
  statuses: fc.array(fc.option(fc.constantFrom(...statuses), { nil: undefined, freq: 12 }), {
    minLength: 1,
    maxLength: 4,
  }),
  message: fc.constantFrom(...messages),
  code: fc.constantFrom(0, 21270201, -1),
});
type Ending = typeof ending extends fc.Arbitrary<infer One> ? One : never;

function endsOf({ kind, statuses: cycle, message, code }: Ending): (batch: number) => BatchEnd {
  const of = (line: BatchLine): Outcome | undefined => {
    const status = cycle[line.row % cycle.length];
    return status && { ...anOutcome(line), status, message, code };
  };
  if (kind === 'nothing') return () => ({ kind });
  if (kind === 'outcomes') return () => ({ kind, of });
  const journal = (lines: readonly BatchLine[]) => ({
    ...emptyJournal,
    records: lines.map((line) => {
      const outcome = of(line);
      return outcome ? { ...unknownRecord, state: { at: 'settled' as const, outcome } } : unknownRecord;
    }),
  });
  return () => ({ kind, journal });
}

/** The status that the report must give a record that was queued. */
function statusOf({ kind, statuses: cycle }: Ending, { row }: BatchLine): Status {
  return kind === 'nothing' ? 'unsent' : (cycle[row % cycle.length] ?? 'unknown');
}

const emptyJournal: Journal = {
  v: 2,
  by: 'fuzz',
  taken_ms: 0,
  since_ms: 0,
  released: false,
  records: [],
  broken: 0,
  broken_since: 0,
  calls: 1,
  throttled: 0,
};

/** Few chunk sizes: other properties show that the readers do not depend on them. */
const cutting = fc.constantFrom([65_536], [65_536], [65_536], [700, 333], [1, 64]);

const wholeWay: Property = {
  name: 'a file of nasty rows comes to a plan and a report with each of its rows once, and what failed fails again',
  property: fc.asyncProperty(drop, ending, cutting, async (dropped, end, sizes) => {
    const { folder, name, format, message } = dropped;
    const upload = {
      key: `${folder}/${name}`,
      bytes: dropped.bytes,
      cut: (bytes: Buffer) => chunksOf(bytes, sizes),
    };
    const carried = await carry(message === undefined ? upload : { message }, endsOf(end));
    if (!carried) {
      check(message !== undefined, 'no job came of a file');
      return;
    }
    const all = checkReport(
      carried,
      format,
      message === undefined ? rowsIn(format, dropped.bytes) : undefined,
    );
    if (isMeantToBeSent(carried)) checkStatuses(carried, end, all);
    await dropAgain(carried, format, 'failed', all);
    await dropAgain(carried, format, 'unclear', all);
  }),
};

function checkStatuses({ batches }: Carried, end: Ending, all: readonly ReportedRow[]): void {
  const told = new Map(all.map(({ row, status }) => [row, status]));
  for (const line of batches.flat()) {
    const expected = statusOf(end, line);
    for (const row of line.rows)
      check(told.get(row) === expected, `row ${row} is ${told.get(row)}, not ${expected}`);
  }
}

export const wholeWayProperties: readonly Property[] = [wholeWay];
