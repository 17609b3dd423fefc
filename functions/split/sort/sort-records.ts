// Sorts the records of a file: each one is put into a batch, or among the rejected with its faults.

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { badParameter, type Fault } from '../../../shared/feishu/rules/fault.ts';
import { judgeRecord } from '../../../shared/feishu/rules/judge.ts';
import { must } from '../../../shared/errors.ts';
import { say } from '../../../shared/words/say.ts';
import { shown } from '../../../shared/words/show.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { PlanPart } from '../../../shared/job/plan.ts';
import type { RecordsStore } from '../../../shared/aws/store.ts';
import { hashOf, Identities, type IdentityHash } from './identities.ts';
import { inShort } from '../../../shared/words/in-short.ts';
import { Batches, maxBatchBytes } from './batches.ts';
import { batchLine } from './line.ts';
import { bytesOf, mostBytesOf } from './lines.ts';
import { RejectedRecords } from './rejected.ts';
import type { ReadRecord } from '../read/read-record.ts';
import { RunningTotals, type Totals } from '../../../shared/values/totals.ts';

export interface Sorted {
  readonly rows: number;
  readonly records: number;
  readonly rejectedRecords: number;
  readonly totals: Totals;
}

/** How many faults of one record are told: enough for a dozen payment details with faults in all fields. */
const mostFaultsTold = 100;

export class RecordSorter {
  readonly #operation: WriteOperation;
  readonly #batches: Batches;
  readonly #rejected: RejectedRecords;
  readonly #totals: RunningTotals;
  readonly #hash: (identity: string) => IdentityHash;
  readonly #accepted = new Identities();
  #rows = 0;
  #records = 0;
  #rejectedRecords = 0;

  /** `hash` may collide: it only selects the records whose identities are compared. */
  constructor(operation: WriteOperation, store: RecordsStore, job: string, hash = hashOf) {
    this.#operation = operation;
    this.#hash = hash;
    this.#batches = new Batches(operation, store, job);
    this.#rejected = new RejectedRecords(store, job);
    this.#totals = new RunningTotals(operation);
  }

  /** Awaits only where something is stored or read back: a promise for each record would take as long as the record. */
  async take(several: readonly ReadRecord[], checkTime = () => {}): Promise<void> {
    for (const read of several) {
      checkTime();
      this.#records += 1;
      this.#rows += read.rows.length;
      this.#totals.count(read.record);
      const { record } = read;
      const faults = this.#judge(read);
      if (!record || faults.length > 0) {
        await this.#reject(read, faults);
        continue;
      }
      const identity = this.#identityOf(record);
      const hashed = this.#hash(identity);
      const alike = this.#accepted.candidates(hashed);
      const line = batchLine(
        { row: must(read.rows[0], 'the first row of a record'), rows: read.rows, record, raw: read.raw },
        read.json,
      );
      if (alike.length > 0 || mostBytesOf(line) > maxBatchBytes) {
        const late = [...tooLong(bytesOf(line)), ...(await this.#repeated(identity, alike))];
        if (late.length > 0) {
          await this.#reject(read, read.inFile ? read.inFile(late) : late);
          continue;
        }
      }
      this.#accepted.add(hashed, this.#batches.add(record, line));
      if (this.#batches.haveClosed) await this.#batches.store();
    }
  }

  seen(): Sorted {
    return {
      rows: this.#rows,
      records: this.#records,
      rejectedRecords: this.#rejectedRecords,
      totals: this.#totals.toPlan(),
    };
  }

  async finish(): Promise<{ readonly batches: readonly PlanPart[]; readonly rejected: readonly PlanPart[] }> {
    return { batches: await this.#batches.finish(), rejected: await this.#rejected.finish() };
  }

  #judge({ record, faults, inFile }: ReadRecord): readonly Fault[] {
    if (!record) return faults;
    const judged = judgeRecord(this.#operation, record);
    return [...faults, ...(inFile ? inFile(judged) : judged)];
  }

  #identityOf(record: JsonObject | undefined): string {
    const identity = record?.[this.#operation.identity];
    return typeof identity === 'string' ? identity : '';
  }

  /**
   * The fault of a record whose identity an accepted record before it has; none where no such record has it. One that was
   * rejected does not count.
   */
  async #repeated(identity: string, places: readonly number[]): Promise<readonly Fault[]> {
    for (const place of places) {
      const earlier = await this.#batches.at(place);
      if (this.#identityOf(earlier.record) !== identity) continue;
      const field = this.#operation.identity;
      const message = say('record.repeated', { field, value: shown(identity), row: earlier.row });
      return [{ code: this.#operation.repeatedCode, field, message }];
    }
    return [];
  }

  async #reject({ rows, raw, record }: ReadRecord, faults: readonly Fault[]): Promise<void> {
    const identity = this.#identityOf(record);
    this.#rejectedRecords += 1;
    const [{ code, field } = { code: badParameter, field: '' }] = faults;
    const message = inShort(
      faults.map((fault) => fault.message),
      mostFaultsTold,
    );
    await this.#rejected.add({
      row: must(rows[0], 'the first row of a record'),
      rows,
      identity,
      code,
      field,
      message,
      record,
      raw,
    });
  }
}

function tooLong(bytes: number): readonly Fault[] {
  if (bytes <= maxBatchBytes) return [];
  const message = say('record.too_large', { bytes, most: maxBatchBytes });
  return [{ code: badParameter, field: '', message }];
}
