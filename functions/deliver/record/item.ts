// A record on its way, and what is known of it.

import type { BatchLine } from '../../../shared/job/batch.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { Outcome, Status } from '../../../shared/job/outcomes.ts';

export interface Item {
  readonly line: BatchLine;
  readonly name: string;
  /**
   * - unsent: surely not processed.
   * - doubt: sent, and nobody knows.
   * - conflict: Feishu says that it is there already (of a remove: that it is not there).
   */
  state: 'unsent' | 'doubt' | 'conflict' | 'settled';
  outcome: Outcome | undefined;
  /** A call of this job that carried it was not answered. */
  attempted: boolean;
  /** When it was looked for, and nothing of what was sent was found. */
  emptyLooksMs: readonly number[];
  /** Feishu refused to look for it, asked for it alone. */
  lookRefused: boolean;
  /** Sent, but looked for since, and surely not processed: it may be told as unsent. */
  seenUnprocessed: boolean;
  /** How often it broke a call all alone. */
  brokeAlone: number;
  /** What Feishu said last of the call that it broke, or of the conflict. */
  lastCode: number;
  lastMessage: string;
  /** A whole call was refused for it. */
  blamed: boolean;
  /** Which part of a halved batch it belongs to: 0 until one was halved. */
  part: number;
  /** The same of a halved look-up; the newest part has the highest number. */
  lookPart: number;
}

export function itemOf(operation: WriteOperation, line: BatchLine): Item {
  const name = line.record[operation.identity];
  return {
    line,
    name: typeof name === 'string' ? name : '',
    state: 'unsent',
    outcome: undefined,
    attempted: false,
    emptyLooksMs: [],
    lookRefused: false,
    seenUnprocessed: false,
    brokeAlone: 0,
    lastCode: 0,
    lastMessage: '',
    blamed: false,
    part: 0,
    lookPart: 0,
  };
}

/** A call carried it, and was not answered. */
export function doubt(item: Item): void {
  item.state = 'doubt';
  item.attempted = true;
  item.seenUnprocessed = false;
  item.emptyLooksMs = [];
}

export interface Verdict {
  readonly status: Status;
  readonly code?: number;
  readonly message?: string;
  readonly id?: string | undefined;
}

export function settleItem(
  operation: WriteOperation,
  item: Item,
  { status, code = 0, message = '', id }: Verdict,
): void {
  const own = textOf(item.line.record, operation.identity);
  const { row, rows } = item.line;
  item.state = 'settled';
  item.outcome = {
    row,
    rows: [...rows],
    ...(operation.identity === 'unique_id'
      ? { unique_id: own, ...(id === undefined ? {} : { id }) }
      : { id: own }),
    status,
    code,
    message,
  };
}

function textOf(record: JsonObject, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? value : '';
}

/** What an earlier invocation had found out. */
export function settleAgain(item: Item, outcome: Outcome): void {
  item.state = 'settled';
  item.outcome = outcome;
}
