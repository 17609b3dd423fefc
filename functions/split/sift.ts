// Every record of a file is either batched or rejected, with all that is wrong with it.

import type { BatchLine } from '../../shared/batch.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import { badParameter, type Fault } from '../../shared/feishu/rules/fault.ts';
import { judgeRecord } from '../../shared/feishu/rules/judge.ts';
import { show } from '../../shared/feishu/rules/show.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { PlanPart, Totals } from '../../shared/plan.ts';
import type { RecordsStore } from '../../shared/records-store.ts';
import { Identities } from './identities.ts';
import { Batches, maxBatchBytes } from './pack/batches.ts';
import { RejectedRecords } from './pack/rejected.ts';
import type { ReadRecord } from './read-record.ts';
import { RunningTotals } from './totals.ts';

export interface Sifted {
  readonly rows: number;
  readonly records: number;
  readonly rejectedRecords: number;
  readonly totals: Totals;
}

/** The code of a second record of one identity, as the API says it of creates. */
const identityConflict = 21270202;

export class Sieve {
  readonly #operation: WriteOperation;
  readonly #batches: Batches;
  readonly #rejected: RejectedRecords;
  readonly #totals: RunningTotals;
  readonly #accepted = new Identities();
  #rows = 0;
  #records = 0;
  #rejectedRecords = 0;

  constructor(operation: WriteOperation, store: RecordsStore, job: string) {
    this.#operation = operation;
    this.#batches = new Batches(operation, store, job);
    this.#rejected = new RejectedRecords(store, job);
    this.#totals = new RunningTotals(operation);
  }

  async take(read: ReadRecord): Promise<void> {
    this.#records += 1;
    this.#rows += read.rows.length;
    this.#totals.count(read.record);
    const faults = [...read.faults, ...(read.record ? judgeRecord(this.#operation, read.record) : [])];
    const identity = this.#identityOf(read.record);
    const line = lineOf(read);
    if (faults.length === 0 && line) faults.push(...tooLong(line), ...(await this.#repeated(identity)));

    if (faults.length > 0 || !line) await this.#reject(read, identity, faults);
    else this.#accepted.add(identity, await this.#batches.add(line));
  }

  seen(): Sifted {
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

  #identityOf(record: JsonObject | undefined): string {
    const identity = record?.[this.#operation.identity];
    return typeof identity === 'string' ? identity : '';
  }

  /** The later of two records is the one that is refused; an earlier one that was refused itself does not count. */
  async #repeated(identity: string): Promise<readonly Fault[]> {
    for (const place of this.#accepted.candidates(identity)) {
      const earlier = await this.#batches.at(place);
      if (this.#identityOf(earlier.record) !== identity) continue;
      const code = this.#operation.done === 'created' ? identityConflict : badParameter;
      const message = `${this.#operation.identity} ${show(identity)} stands already in row ${earlier.row} of this file`;
      return [{ code, field: this.#operation.identity, message }];
    }
    return [];
  }

  async #reject(
    { rows, raw, record }: ReadRecord,
    identity: string,
    faults: readonly Fault[],
  ): Promise<void> {
    this.#rejectedRecords += 1;
    const [{ code, field } = { code: badParameter, field: '' }] = faults;
    const message = faults.map((fault) => fault.message).join('; ');
    await this.#rejected.add({ row: rows[0] ?? 0, rows, identity, code, field, message, record, raw });
  }
}

function lineOf({ rows, record, raw }: ReadRecord): BatchLine | undefined {
  return record && { row: rows[0] ?? 0, rows, record, raw };
}

function tooLong(line: BatchLine): readonly Fault[] {
  const bytes = Buffer.byteLength(JSON.stringify(line)) + 1;
  if (bytes <= maxBatchBytes) return [];
  const message = `the record takes ${bytes} bytes, a call carries ${maxBatchBytes} at most`;
  return [{ code: badParameter, field: '', message }];
}
