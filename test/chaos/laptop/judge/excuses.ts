// What may be told of a row besides that it was done: where a fault of Feishu's struck its calls, or where the person
// stopped a try that still had to look up what became of the calls of an earlier one.

import { breaksTheCall } from '../../sandbox-faults.ts';
import type { LaptopEvidence, Try } from '../laptop-evidence.ts';
import type { ToldInReport } from './told-of-rows.ts';

export interface Excuses {
  mayBeUnknown(told: ToldInReport): boolean;
  /** So many calls were broken that a record may be taken for what breaks them. */
  readonly looksPoisoned: boolean;
}

const poisonousCalls = 3;

export function excusesOf({ calls, tries }: LaptopEvidence): Excuses {
  const struck = calls.filter(({ api, fault }) => fault !== null && api?.includes('.batch_'));
  const firstCutOff = tries.findIndex(isCutOff);
  return {
    mayBeUnknown({ nthTry }) {
      const isStopped = tries[nthTry]?.struck.some(({ kind }) => kind === 'interrupt' || kind === 'hangup');
      return struck.length > 0 || (isStopped === true && firstCutOff >= 0 && firstCutOff < nthTry);
    },
    looksPoisoned: struck.filter(({ fault }) => breaksTheCall(fault ?? '')).length >= poisonousCalls,
  };
}

/** It ended with calls under way. */
function isCutOff({ struck, callsBeforeItsEnd }: Try): boolean {
  return (
    callsBeforeItsEnd > 0 &&
    struck.some(
      (one) =>
        one.kind === 'kill' ||
        one.kind === 'disk_full' ||
        (one.kind === 'interrupt' && one.againMs !== undefined),
    )
  );
}
