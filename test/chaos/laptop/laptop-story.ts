// A file that a person carries with the command on one machine, and what happens to machine and person meanwhile.

import type { DroppedFile, Known, Row } from '../story.ts';

export interface LaptopStory {
  readonly seed: number;
  /** Its updates add a detail each: sent twice, the detail stands there twice. */
  readonly file: DroppedFile;
  readonly known: readonly Known[];
  /** Of a file of another day, of which nothing is sent: it only shows that the command still works. */
  readonly later: Row;
  readonly calls: number;
  readonly lanes: number;
  readonly callsPerSecond: number;
  readonly latencyMs: number;
  /** Shares of all calls, by the sandbox's names of faults. */
  readonly faults: Readonly<Record<string, number>>;
  /** What the first writing calls meet. */
  readonly firstFaults: readonly string[];
  /** Whether the person carries `failed.csv` as it is, or only its rows that were not sent. */
  readonly carriesFailedAsItIs: boolean;
}

/**
 * - call: so long after the nth call of the try has arrived · start: after its beginning
 * - report: after its report is there · clearing: after n objects of those that the home held of it are gone
 */
export interface MishapMoment {
  readonly after: 'call' | 'start' | 'report' | 'clearing';
  readonly nth: number;
  readonly ms: number;
}

interface Happens {
  /** The person tries until all is told; mishaps come with the first tries. */
  readonly nthTry: number;
  readonly at: MishapMoment;
}

/** Those of one try happen in their order. */
export type Mishap = Happens &
  (
    | { readonly kind: 'kill' | 'hangup' | 'reader_leaves' | 'disk_full' | 'stranger' | 'second_process' }
    /** Ctrl-C; `againMs` later a second time. */
    | { readonly kind: 'interrupt'; readonly againMs: number | undefined }
  );

/** After these a try ends, in one way or another. */
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
