// A record of a batch with all that is known of it.

import type { BatchLine } from '../../../shared/job/batch.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { Outcome, Status } from '../../../shared/job/outcomes.ts';

export interface Item {
  readonly line: BatchLine;
  readonly name: string;
  /**
   * - unsent: to be sent. Surely not processed, or safe to send twice.
   * - doubt: sent, and it is not known what became of it.
   * - conflict: Feishu refused it because it is, or may be, there already (for a remove: because it is not there).
   * - settled: it has an outcome.
   */
  state: 'unsent' | 'doubt' | 'conflict' | 'settled';
  outcome: Outcome | undefined;
  /** A call of this job carried the record, and no answer said whether it was processed. */
  attempted: boolean;
  /** Epoch milliseconds of the looks (since the record was last sent) that did not find what was sent. */
  emptyLooksMs: readonly number[];
  /** Feishu refused the last look-up, which asked for this record alone. */
  lookRefused: boolean;
  /** The record was sent, looked up since, and is surely not processed: it may be reported as unsent. */
  seenUnprocessed: boolean;
  /** How many calls with only this record were not answered, or had an answer that is broken or has an unknown code. */
  brokeAlone: number;
  /** Feishu's last code for such a call or for the conflict; 0 where there was none. */
  lastCode: number;
  lastMessage: string;
  /** A whole call was refused because of this record. */
  blamed: boolean;
  /**
   * The number of the half of a refused call that the record belongs to; 0 until a call with it is halved. Newer halves have
   * higher numbers.
   */
  part: number;
  /** The same for refused look-ups. */
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

/** Puts the record in doubt: a call that carried it may have been processed. */
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

/** Takes over the outcome that an earlier invocation found. */
export function settleAgain(item: Item, outcome: Outcome): void {
  item.state = 'settled';
  item.outcome = outcome;
}
