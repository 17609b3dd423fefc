// All groups of sentences in this folder, by name.

import { encodingSentences } from './encoding.ts';
import { exportSentences } from './export.ts';
import { fileSentences } from './file.ts';
import { intakeSentences } from './intake.ts';
import { jobSentences } from './job.ts';
import { listSentences } from './list.ts';
import { outcomeSentences } from './outcome.ts';
import { expectations, recordSentences } from './record.ts';
import type { Catalogue } from './sentences.ts';
import { stoppedSentences } from './stopped.ts';
import { tableSentences } from './table.ts';
import { troubleSentences } from './trouble.ts';
import { workbookSentences } from './workbook.ts';

export const catalogue = {
  encoding: encodingSentences,
  expectations,
  export: exportSentences,
  file: fileSentences,
  intake: intakeSentences,
  job: jobSentences,
  list: listSentences,
  outcome: outcomeSentences,
  record: recordSentences,
  stopped: stoppedSentences,
  table: tableSentences,
  trouble: troubleSentences,
  workbook: workbookSentences,
} satisfies Catalogue;
