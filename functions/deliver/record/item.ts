// A record of a batch with all that is known of it.

import type { BatchLine } from '../../../shared/job/batch.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import type { Outcome } from '../../../shared/job/outcomes.ts';
import {
  unknownRecord,
  type KnownRecord,
  type LastSaid,
  type RecordState,
} from '../../../shared/job/record-state.ts';
import type { Moment, RecordEvent } from './event.ts';
import { next, type Facts } from './next.ts';

export class Item {
  readonly line: BatchLine;
  /** The identity, as in `unique_id`. */
  readonly name: string;
  /**
   * The number of the half of a refused call that the record belongs to; 0 until a call with it is halved. Newer halves have
   * higher numbers.
   */
  part = 0;
  /** The same for refused look-ups. */
  lookPart = 0;
  /** A whole call was refused because of this record. */
  blamed = false;
  readonly #operation: WriteOperation;
  #known: Facts = unknownRecord;

  constructor(operation: WriteOperation, line: BatchLine) {
    const name = line.record[operation.identity];
    this.line = line;
    this.name = typeof name === 'string' ? name : '';
    this.#operation = operation;
  }

  get state(): RecordState {
    return this.#known.state;
  }

  get outcome(): Outcome | undefined {
    return this.state.at === 'settled' ? this.state.outcome : undefined;
  }

  /** How many calls with it broke. */
  get broke(): number {
    return this.#known.broke;
  }

  get brokeAlone(): number {
    return this.#known.broke_alone;
  }

  /** What Feishu said last of the record, or of a call that carried it. */
  get lastSaid(): LastSaid {
    return this.#known.last;
  }

  /** Epoch milliseconds of the last look-up that did not find what was sent. */
  get lastEmptyLookMs(): number | undefined {
    return this.state.at === 'settled' ? undefined : this.state.empty_looks_ms.at(-1);
  }

  /** When the first call began that may have been processed; undefined where none was made. */
  get called(): Moment | undefined {
    const { called_ms: feishuMs, called_our_ms: ourMs } = this.#known;
    return feishuMs === undefined || ourMs === undefined ? undefined : { feishuMs, ourMs };
  }

  get needsBeforeImage(): boolean {
    return this.#operation.recovery.needsBeforeImage(this.line.record);
  }

  happened(event: RecordEvent): void {
    this.#known = next(this.#operation, this.line, this.#known, event);
  }

  /** As the journal keeps it. */
  get known(): KnownRecord {
    return { ...this.#known, part: this.part, look_part: this.lookPart };
  }

  restore(known: KnownRecord): void {
    // Another invocation may be able to look.
    const { state } = known;
    this.#known = state.at === 'unsent' ? { ...known, state: { ...state, not_looked: undefined } } : known;
    this.part = known.part;
    this.lookPart = known.look_part;
  }
}
