// What a laptop's story leaves behind, as the person, another user of the machine and Feishu would see it. The judge has
// nothing else.

import type { SandboxCall, StoredRecord } from '../../../local/sandbox/start.ts';
import type { ReportSeen } from '../evidence.ts';
import type { KnownInFeishu } from '../wire-record.ts';
import type { LaptopStory, Mishap } from './laptop-story.ts';
import type { Attempt } from './strangers.ts';

/** One time that the person typed the command. */
export interface Try {
  readonly file: string;
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly said: string;
  readonly struck: readonly Mishap[];
  /** It did not end, and was killed for it. */
  readonly hung: boolean;
  /** Writing calls that had arrived when it was first told to stop. */
  readonly callsBeforeItsEnd: number;
  readonly strangers: readonly Attempt[];
  /** What a second process with the same `--out` ended with. */
  readonly seconds: readonly (number | null)[];
  readonly seen: Seen;
}

export interface ReportFolder extends ReportSeen {
  /** Files that are neither `report.json` nor one of the three. */
  readonly others: readonly string[];
}

/** What lies in the `--out` folder after a try. */
export interface Seen {
  /** By job: the folders that hold a `report.json`. */
  readonly reports: ReadonlyMap<string, ReportFolder>;
  /** Files that the home holds for jobs whose report was not brought back. */
  readonly open: readonly string[];
  /** Files of the home in which a name of the story's stands. */
  readonly payData: readonly string[];
  /** Paths that more than their owner may read, with their modes. */
  readonly readable: readonly string[];
  /** Files in which the app's secret stands. */
  readonly secrets: readonly string[];
}

export interface LaptopEvidence {
  readonly story: LaptopStory;
  readonly mishaps: readonly Mishap[];
  readonly known: readonly KnownInFeishu[];
  readonly tries: readonly Try[];
  readonly stored: readonly StoredRecord[];
  /** The app's own. */
  readonly calls: readonly SandboxCall[];
  /** The person has what there is to have: nothing is left to carry. */
  readonly isOver: boolean;
  /** The app's. */
  readonly secret: string;
  readonly tookMs: number;
}

export const struckIn = ({ tries }: Pick<LaptopEvidence, 'tries'>): ReadonlySet<Mishap> =>
  new Set(tries.flatMap(({ struck }) => struck));
