// A file that a person carries with the command on one machine, and what happens meanwhile to the machine and the person.

import type { DroppedFile, Known, Row } from '../story.ts';

export interface LaptopStory {
  readonly seed: number;
  /** Each update adds a detail: sent twice, it would add the detail twice. */
  readonly file: DroppedFile;
  readonly known: readonly Known[];
  /** A row of a second file, which the rules reject whole. It only shows that the command still works. */
  readonly later: Row;
  readonly calls: number;
  readonly lanes: number;
  readonly callsPerSecond: number;
  readonly latencyMs: number;
  /** Fault of the sandbox → its share of all calls, 0–1. */
  readonly faults: Readonly<Record<string, number>>;
  /** The faults of the first write calls, in order. */
  readonly firstFaults: readonly string[];
  /** True: the person carries `failed.csv` unchanged. False: only its rows with the status `unsent`. */
  readonly carriesFailedAsItIs: boolean;
}

/**
 * What a moment counts, and from when `ms` is counted:
 * - call: the arrival of the nth call of the try
 * - start: the beginning of the try
 * - report: the arrival of the try's report
 * - clearing: the removal of n objects of the job from the home
 */
export interface MishapMoment {
  readonly after: 'call' | 'start' | 'report' | 'clearing';
  readonly nth: number;
  readonly ms: number;
}

interface Happens {
  /** The number of the try, from 0. Mishaps come with the first tries only. */
  readonly nthTry: number;
  readonly at: MishapMoment;
}

/** Mishaps of one try happen in the order of the list. */
export type Mishap = Happens &
  (
    | { readonly kind: 'kill' | 'hangup' | 'reader_leaves' | 'disk_full' | 'stranger' | 'second_process' }
    /** Ctrl-C. A second one follows `againMs` later; undefined: none follows. */
    | { readonly kind: 'interrupt'; readonly againMs: number | undefined }
  );

/** After each of these mishaps the try ends. */
export const endings: ReadonlySet<Mishap['kind']> = new Set(['kill', 'hangup', 'interrupt', 'disk_full']);

export function tellMishap(mishap: Mishap): string {
  const { kind, nthTry, at } = mishap;
  const what = {
    call: `call ${at.nth}`,
    start: 'the start',
    report: 'the report',
    clearing: `${at.nth} objects were gone`,
  };
  const twice =
    kind === 'interrupt' && mishap.againMs !== undefined ? `, again ${mishap.againMs} ms later` : '';
  return `${kind.replace('_', ' ')} ${at.ms} ms after ${what[at.after]} of try ${nthTry}${twice}`;
}
