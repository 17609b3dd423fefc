// What the faults of a world excuse: the outcomes that a row may have besides done.

import { isPatient } from '../deployments.ts';
import { breaksTheCall } from '../sandbox-faults.ts';
import type { Evidence } from '../evidence.ts';
import { stuckIn } from '../make-indigestible.ts';
import type { DroppedFile } from '../story.ts';

export interface Circumstances {
  /** The app has no read scope, so a call without an answer cannot be looked up. */
  readonly isBlind: boolean;
  /** The app does not see all fields, so an update that is done already cannot be compared. */
  readonly hidesFields: boolean;
  /** Feishu's clock was set meanwhile, so nobody can tell whether a record was there before the job. */
  readonly feishuClockWasSet: boolean;
  /** The job may have ended before every batch was sent: a person stopped it, or its patience ended. */
  mayEndEarly(file: DroppedFile): boolean;
  /** Feishu could not digest the record of that name. */
  isIndigestible(name: string): boolean;
  /** Feishu answered a record with a code that no page documents. */
  saidUnknownCode(operation: string): boolean;
  /** So many calls were broken that deliver may take a good record for poison. */
  looksPoisoned(operation: string): boolean;
}

const poisonousCalls = 3;

export const wasFeishuClockSet = (struck: Evidence['struck']): boolean =>
  [...struck].some(({ kind }) => kind === 'feishu_clock');

export function circumstancesOf({ story, faults, struck }: Evidence): Circumstances {
  const happened = faults.filter((fault) => struck.has(fault));
  const feishu = (operation: string) =>
    happened.flatMap((fault) => (fault.kind === 'feishu' && fault.api === operation ? [fault.fault] : []));
  const stoppedFiles = new Set([
    ...story.deeds.flatMap(({ file, puts }) => (puts === 'abort' ? [file] : [])),
    ...happened.flatMap((fault) => (fault.kind === 'abort' ? [fault.file] : [])),
  ]);
  return {
    isBlind: story.deployment.writesOnly,
    hidesFields: story.deployment.hidesFields === true,
    feishuClockWasSet: wasFeishuClockSet(struck),
    // A file that is uploaded again shares the beginning of its job id with the first upload.
    mayEndEarly: ({ n, again }) =>
      stoppedFiles.has(n) || stoppedFiles.has(again ?? n) || !isPatient(story.deployment),
    isIndigestible: (name) =>
      happened.some(({ kind }) => kind === 'indigestible') && stuckIn(story)?.name === name,
    saidUnknownCode: (operation) => feishu(operation).includes('unknown_record_code'),
    looksPoisoned: (operation) => {
      const late = happened.filter((fault) => fault.kind === 'feishu_late' && fault.at.api === operation);
      return feishu(operation).filter(breaksTheCall).length + late.length >= poisonousCalls;
    },
  };
}
