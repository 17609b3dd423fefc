// All groups of sentences in this folder, by name.

import { exportSentences } from './export.ts';
import { fileSentences } from './file.ts';
import { intakeSentences } from './intake.ts';
import { jobSentences } from './job.ts';
import { outcomeSentences } from './outcome.ts';
import { expectations, recordSentences } from './record.ts';
import type { Sentences } from './sentences.ts';
import { workbookSentences } from './workbook.ts';

export const catalogue = {
  expectations,
  export: exportSentences,
  file: fileSentences,
  intake: intakeSentences,
  job: jobSentences,
  outcome: outcomeSentences,
  record: recordSentences,
  workbook: workbookSentences,
} satisfies Readonly<Record<string, Sentences>>;
