// The independent judge of a laptop's story: compares what the person is told with what Feishu holds and what the disk
// holds. It shares no code with what it judges.

import type { Finding } from '../../judge/finding.ts';
import type { LaptopEvidence } from '../laptop-evidence.ts';
import { judgeHouse } from './house.ts';
import { judgeOutcomes } from './outcomes.ts';
import { judgeReports } from './reports.ts';
import { judgeStored } from './stored.ts';
import { matchLaptop } from './told-of-rows.ts';
import { judgeTries } from './tries.ts';

export function judgeLaptop(evidence: LaptopEvidence): Finding[] {
  const matched = matchLaptop(evidence);
  return [
    ...judgeStored(evidence, matched),
    ...judgeOutcomes(evidence, matched),
    ...judgeTries(evidence),
    ...judgeReports(evidence),
    ...judgeHouse(evidence),
  ];
}
