// Puts accepted records into batches. One batch is one object and one queue message, and usually one API call.

import { batchLines, readBatchLine, type BatchLine } from '../../../shared/job/batch.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { PlanPart } from '../../../shared/job/plan.ts';
import type { RecordsStore } from '../../../shared/aws/store.ts';
import { bytesOf, Lines, mostBytesOf, type Line } from './lines.ts';
import { PartWriter } from './part-writer.ts';

export const maxBatchBytes = 5_000_000;

/**
 * How many batches may be open, one for each value of the shared field (a remove's reason). Beyond this, or beyond
 * `mostOpenBytes` of all together, the oldest is closed early.
 */
const mostOpen = 64;
const mostOpenBytes = 4 * maxBatchBytes;
/** How many stored batches stay in memory, once they were read back to compare identities. */
const mostRemembered = 4;

interface Batch {
  readonly index: number;
  readonly lines: Lines;
}

export class Batches {
  readonly #operation: WriteOperation;
  readonly #writer: PartWriter;
  /** The open batches by the value of their shared field, the oldest first. */
  readonly #open = new Map<string, Batch>();
  readonly #closed: Batch[] = [];
  readonly #remembered = new Map<number, readonly string[]>();
  #begun = 0;

  constructor(operation: WriteOperation, store: RecordsStore, job: string) {
    this.#operation = operation;
    this.#writer = new PartWriter(store, (batch, sha) => batchLines.key({ job, batch, sha }));
  }

  /** Puts the record into a batch. Answers with its place, for `at`. */
  add(record: JsonObject, line: Line): number {
    const shared = this.#sharedValue(record);
    const begun = this.#open.get(shared);
    if (begun && !fits(begun, line)) this.#close(shared, begun);

    const batch = this.#open.get(shared) ?? this.#begin(shared);
    batch.lines.add(line);
    const place = batch.index * this.#operation.recordsPerCall + batch.lines.count - 1;
    if (batch.lines.count >= this.#operation.recordsPerCall) this.#close(shared, batch);
    this.#closeOldest();
    return place;
  }

  /** True where `store` has something to do. */
  get haveClosed(): boolean {
    return this.#closed.length > 0;
  }

  async store(): Promise<void> {
    for (const { index, lines } of this.#closed.splice(0)) await this.#writer.write(index, lines);
  }

  async at(place: number): Promise<BatchLine> {
    const index = Math.floor(place / this.#operation.recordsPerCall);
    const open = [...this.#open.values()].find((batch) => batch.index === index);
    const lines = open?.lines ?? (await this.#stored(index));
    const line = lines.at(place % this.#operation.recordsPerCall);
    if (line === undefined) throw new Error(`batch ${index} holds no line for place ${place}`);
    return readBatchLine(line);
  }

  async finish(): Promise<readonly PlanPart[]> {
    for (const [shared, batch] of this.#open) this.#close(shared, batch);
    await this.store();
    return this.#writer.finish();
  }

  #sharedValue(record: JsonObject): string {
    const { sharedField } = this.#operation;
    const value = sharedField === undefined ? undefined : record[sharedField];
    return typeof value === 'string' ? value : '';
  }

  #begin(shared: string): Batch {
    const batch: Batch = { index: this.#begun, lines: new Lines() };
    this.#begun += 1;
    this.#open.set(shared, batch);
    return batch;
  }

  #close(shared: string, batch: Batch): void {
    this.#open.delete(shared);
    this.#closed.push(batch);
  }

  #closeOldest(): void {
    if (this.#open.size <= 1) return;
    const bytes = () => [...this.#open.values()].reduce((sum, batch) => sum + batch.lines.bytes, 0);
    for (const [shared, batch] of this.#open) {
      if (this.#open.size <= mostOpen && bytes() <= mostOpenBytes) return;
      this.#close(shared, batch);
    }
  }

  async #stored(index: number): Promise<readonly string[]> {
    const lines = this.#remembered.get(index) ?? (await this.#writer.read(index));
    this.#remembered.delete(index);
    this.#remembered.set(index, lines);
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= mostRemembered) break;
      this.#remembered.delete(oldest);
    }
    return lines;
  }
}

function fits({ lines }: Batch, line: Line): boolean {
  const room = maxBatchBytes - lines.bytes;
  return mostBytesOf(line) <= room || bytesOf(line) <= room;
}
