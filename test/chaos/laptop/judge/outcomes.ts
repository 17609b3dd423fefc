// The outcomes of a row over all reports. The last one is final. Each earlier one says that nothing of the row was stored.

import { meaningOf } from '../../judge/allowed.ts';
import { lost, wrong, type Finding } from '../../judge/finding.ts';
import { tableOf } from '../../judge/told.ts';
import { cellOf } from '../../cell-of.ts';
import { fieldsOf } from '../../wire-record.ts';
import type { LaptopEvidence } from '../laptop-evidence.ts';
import { excusesOf, type Excuses } from './excuses.ts';
import type { Matched, RowOfLaptop, ToldInReport } from './told-of-rows.ts';

/** The outcomes after which a row may be carried again, because nothing of it is stored. */
const notThere = new Set(['unsent', 'rejected', 'refused']);

export function judgeOutcomes(evidence: LaptopEvidence, { rows, foreign }: Matched): Finding[] {
  const excuses = excusesOf(evidence);
  return [
    ...foreign.map(({ job, row }) => wrong(`row ${row} of ${job} stands in no file that was carried`)),
    ...rows.flatMap((row) => judgeRow(evidence, row, excuses)),
  ];
}

function judgeRow(evidence: LaptopEvidence, matched: RowOfLaptop, excuses: Excuses): Finding[] {
  const { name, told } = matched;
  const last = told.at(-1);
  if (!last) return [lost(`${name} stands in no report`)];
  const early = told.slice(0, -1).filter(({ status }) => !notThere.has(status));
  return [
    ...early.map(({ status }) => wrong(`${name} is told as ${status}, and then as ${last.status}`)),
    ...told.flatMap((one) =>
      tableOf[one.status] === one.table ? [] : [wrong(`${name}: ${one.status} stands in ${one.table}`)],
    ),
    ...asCarried(evidence, matched),
    ...notAllowed(evidence, matched, last, excuses),
  ];
}

/** The cells in the report equal the cells of the file. */
function asCarried({ story, known }: LaptopEvidence, { row, name, told }: RowOfLaptop): Finding[] {
  const fields = fieldsOf(row, story.file, known) ?? {};
  return told.flatMap(({ cells }) =>
    ['user_id', 'total_amount', 'remark'].flatMap((field) => {
      const [came, says] = [cellOf(fields[field]), cellOf(cells[field])];
      return !(field in fields) || came === says
        ? []
        : [wrong(`${name}: ${field} came as ${came}, and says ${says}`)];
    }),
  );
}

function notAllowed(
  { story, known }: LaptopEvidence,
  { at, row, name }: RowOfLaptop,
  last: ToldInReport,
  excuses: Excuses,
): Finding[] {
  const { status, code, message } = last;
  const meaning = meaningOf(story.file, at, known);
  const done = row.does === 'create' ? 'created' : 'updated';
  const expected = meaning === 'good' ? done : meaning;
  if (status === expected) return [];
  if (meaning !== 'rejected' && status === 'unknown' && excuses.mayBeUnknown(last)) return [];
  if (meaning === 'good' && status === 'refused' && excuses.looksPoisoned) return [];
  const what = `${name} should be ${expected}, and is ${status} ${code}: ${message}`;
  return [status === 'unsent' ? lost(what) : wrong(what)];
}
