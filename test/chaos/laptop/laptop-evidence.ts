// What the person, another user of the machine and Feishu can see of a laptop's story. The judge gets nothing else.

import type { SandboxCall, StoredRecord } from '../../../local/sandbox/start.ts';
import type { ReportSeen } from '../evidence.ts';
import type { KnownInFeishu } from '../wire-record.ts';
import type { LaptopStory, Mishap } from './laptop-story.ts';
import type { Attempt } from './strangers.ts';

/** One run of the command by the person. */
export interface Try {
  readonly file: string;
  /** Null if a signal ended it. */
  readonly code: number | null;
  readonly said: string;
  readonly struck: readonly Mishap[];
  /** The try exceeded its time limit and was killed. */
  readonly hung: boolean;
  /** Write calls that had arrived when the mishap that ends the try struck. */
  readonly callsBeforeItsEnd: number;
  readonly strangers: readonly Attempt[];
  /** Exit codes of second processes with the same `--out`. Null: ended by a signal. */
  readonly seconds: readonly (number | null)[];
  readonly seen: Seen;
}

export interface ReportFolder extends ReportSeen {
  /** Names of files that are neither `report.json` nor one of the three. */
  readonly others: readonly string[];
}

/** The contents of the `--out` folder after a try. */
export interface Seen {
  /** Job → report, for each folder that holds a `report.json`. */
  readonly reports: ReadonlyMap<string, ReportFolder>;
  /** Files in the home of jobs whose report was not brought back. */
  readonly open: readonly string[];
  /** Files in the home that hold a name of the story. */
  readonly payData: readonly string[];
  /** Paths that other users may read, with their modes. */
  readonly readable: readonly string[];
  /** Files that hold the app's secret. */
  readonly secrets: readonly string[];
}

export interface LaptopEvidence {
  readonly story: LaptopStory;
  readonly mishaps: readonly Mishap[];
  readonly known: readonly KnownInFeishu[];
  readonly tries: readonly Try[];
  readonly stored: readonly StoredRecord[];
  /** Calls of the story's app only. */
  readonly calls: readonly SandboxCall[];
  /** Every row is reported, and nothing is left to carry. */
  readonly isOver: boolean;
  /** The app's secret. */
  readonly secret: string;
  readonly tookMs: number;
}

export const struckIn = ({ tries }: Pick<LaptopEvidence, 'tries'>): ReadonlySet<Mishap> =>
  new Set(tries.flatMap(({ struck }) => struck));
