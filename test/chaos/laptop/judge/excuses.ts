// The outcomes that a row may have besides done. Two things excuse them:
// - a fault of Feishu struck the calls
// - the person stopped a try that still had to look up calls of an earlier try

import { breaksTheCall } from '../../sandbox-faults.ts';
import type { LaptopEvidence, Try } from '../laptop-evidence.ts';
import type { ToldInReport } from './told-of-rows.ts';

export interface Excuses {
  mayBeUnknown(told: ToldInReport): boolean;
  /** So many calls were broken that deliver may take a good record for poison. */
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

/** The try ended while calls were under way. */
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
