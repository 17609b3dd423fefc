// All questions, by number.

import type { Question } from '../question.ts';
import { china } from './china.ts';
import { firstReceive } from './first-receive.ts';
import { handBack } from './hand-back.ts';
import { jitter } from './jitter.ts';
import { keyChange } from './key-change.ts';
import { largeReport } from './large-report.ts';
import { missingKey } from './missing-key.ts';
import { scheduleRole } from './schedule-role.ts';

export const questions: readonly Question[] = [
  scheduleRole,
  missingKey,
  largeReport,
  handBack,
  firstReceive,
  jitter,
  keyChange,
  china,
];
