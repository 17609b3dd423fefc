// A story: the files that are dropped into a world, with the payments they mean and the mistakes they contain on purpose.
// Files are made from it, and the judge reads it again.

import type { Deployment } from './deployments.ts';
import type { Moment } from './moments.ts';

export const operations = [
  'lump_sum_payment.batch_create',
  'lump_sum_payment.batch_update',
  'lump_sum_payment.batch_remove',
  'recurring_payment.batch_create',
  'recurring_payment.batch_update',
  'recurring_payment.batch_remove',
] as const;
export type Operation = (typeof operations)[number];
export type Resource = 'lump_sum_payment' | 'recurring_payment';

export interface LumpSum {
  readonly resource: 'lump_sum_payment';
  readonly person: number;
  readonly currency: 'cny' | 'usd';
  readonly remark: string;
  /** `detail`: index of the stored detail that this part changes. Undefined: a new detail. */
  readonly parts: readonly { readonly cents: number; readonly day: string; readonly detail?: number }[];
}

export interface Recurring {
  readonly resource: 'recurring_payment';
  readonly person: number;
  readonly year: number;
  readonly cents: number;
  readonly remark: string;
}

export type Content = LumpSum | Recurring;

/** A record in Feishu before the first file. */
export interface Known {
  readonly uniqueId: string;
  readonly content: Content;
  readonly paid: boolean;
}

/**
 * The flaws that a row may have on purpose:
 * - way, sum, date: Payferry's rules reject the row
 * - item, person: only Feishu can refuse it
 */
export type Flaw = 'way' | 'sum' | 'date' | 'item' | 'person';
export const rejectedFlaws: readonly Flaw[] = ['way', 'sum', 'date'];

export type Row =
  | { readonly does: 'create'; readonly uniqueId: string; readonly content: Content; readonly flaw?: Flaw }
  | { readonly does: 'update'; readonly target: Target; readonly content: Content; readonly flaw?: Flaw }
  | { readonly does: 'remove'; readonly target: Target; readonly reason: string }
  /** A line that is no record. */
  | { readonly does: 'nothing'; readonly text: string };

/** The index of a known record, or an id that Feishu does not have. */
export type Target = number | string;

export type Format = 'csv' | 'tsv' | 'json' | 'ndjson';

/** Why the whole file must be refused. */
export type Damage = 'cut_off' | 'wrong_count' | 'wrong_total' | 'too_many_rejected';

/** A table that a payroll clerk has made: titles in Chinese, and what people write around and into their tables. */
export interface ClerksTable {
  /** A workbook, or text with tabs in this encoding. */
  readonly writes: 'xlsx' | 'gb18030' | 'utf-16' | 'utf-8';
  /** Texts of the rows above the header. */
  readonly above: readonly string[];
  /** Columns that stand beside pay, before the others. */
  readonly besides: boolean;
  /** A last row with the right total; only where each record is one row. */
  readonly total: boolean;
  /** A last row that names who made the table. */
  readonly maker: boolean;
  readonly dates: 'iso' | 'slashes' | 'chinese' | 'dates';
  readonly amounts: 'plain' | 'grouped' | 'numbers';
}

export interface DroppedFile {
  readonly n: number;
  /** Part of the job id. */
  readonly stem: string;
  readonly operation: Operation;
  readonly via: 'inbox' | 'intake';
  readonly format: Format;
  readonly packed: boolean;
  /** The format is csv or tsv then, and says nothing of how the file is written. */
  readonly clerk?: ClerksTable;
  /** `wide`: all details of a record in one row. `long`: one row for each detail. */
  readonly details: 'wide' | 'long';
  readonly userIds: 'people_corehr_id' | 'open_id';
  readonly rows: readonly Row[];
  readonly damage?: Damage;
  readonly dryRun: boolean;
  readonly approval: 'required' | 'none';
  readonly afterMs: number;
  /**
   * The number of an earlier file, whose key or job name this one reuses. In the inbox that makes a new version, so another
   * job.
   */
  readonly again?: number;
  /** The number of an earlier file of updates, whose rows this one drops once more under a name of its own. */
  readonly repeats?: number;
  /** It comes when a file of the same operation is stuck. */
  readonly comesLater?: boolean;
}

/** What a person does. */
export interface Deed {
  readonly file: number;
  readonly puts: 'approved' | 'abort';
  readonly at: Moment;
}

/**
 * `twice`: two schedules fire at once. `changes`: the first run of the dataset reads everything, and the next one what was
 * modified since.
 */
export interface AskedExport {
  readonly dataset: string;
  readonly resource: Resource | 'lump_sum_payment_detail';
  readonly mode: 'full' | 'changes';
  readonly afterMs: number;
  readonly twice: boolean;
}

/**
 * A record that breaks every call which carries it. `lookUps`: also those that ask for it, so that its job cannot end before Feishu
 * can digest it again.
 */
export interface Indigestible {
  readonly file: number;
  /** The index of the row. No other row has its name. */
  readonly row: number;
  /** How the call ends: in the page of a proxy, a cut connection, or never. */
  readonly how: 'fail' | 'cut' | 'hold';
  readonly lookUps: boolean;
}

export interface Story {
  readonly seed: number;
  readonly known: readonly Known[];
  readonly files: readonly DroppedFile[];
  readonly deeds: readonly Deed[];
  readonly exports: readonly AskedExport[];
  readonly deployment: Deployment;
  readonly switches: Readonly<Record<string, string>>;
  /** Milliseconds by which each clock of ours may be wrong, in either direction. */
  readonly skewMs: number;
  /** Feishu holds more than a page of lump sums, and one page comes in the place of another. */
  readonly repeatsPage?: boolean;
  /** A record that Feishu cannot digest. */
  readonly indigestible?: Indigestible;
  /** Milliseconds that Feishu's clock is ahead of ours; behind if it is negative. */
  readonly feishuAheadMs: number;
}

/** A second copy of the row would add the detail a second time. */
export const addsDetail = (row: Row): boolean =>
  row.does === 'update' &&
  row.content.resource === 'lump_sum_payment' &&
  row.content.parts.some(({ detail }) => detail === undefined);

export const isDroppedTwice = ({ files }: Pick<Story, 'files'>, { n, repeats }: DroppedFile): boolean =>
  repeats !== undefined || files.some((file) => file.repeats === n);

/** Rows of one name concern the same record. */
export function nameOfRow(row: Row): string {
  if (row.does === 'nothing') return `nothing ${row.text}`;
  return row.does === 'create' ? row.uniqueId : String(row.target);
}
