// The parts of the bench, in the order of the page.

import type { Part } from './case.ts';
import { coldStartCases } from './cold-start.ts';
import { deliverCases } from './deliver.ts';
import { exportCases } from './export.ts';
import { growthCases } from './growth.ts';
import type { PartName } from './results.ts';
import { s3DelayCases } from './s3-delay.ts';
import { splitCases } from './split.ts';
import { workbookCases } from './workbook.ts';

export const parts: Readonly<Record<PartName, Part>> = {
  split: splitCases,
  workbook: workbookCases,
  deliver: deliverCases,
  export: exportCases,
  'cold-start': coldStartCases,
  growth: growthCases,
  's3-delay': s3DelayCases,
};
