// Stores the records that are rejected, with the reasons, as objects for the report.

import { rejectedLines, type RejectedLine } from '../../../shared/job/rejected.ts';
import type { PlanPart } from '../../../shared/job/plan.ts';
import type { RecordsStore } from '../../../shared/aws/store.ts';
import { Lines } from './lines.ts';
import { PartWriter } from './part-writer.ts';

const mostLines = 5000;
const mostBytes = 5_000_000;

export class RejectedRecords {
  readonly #writer: PartWriter;
  #lines = new Lines();
  #begun = 0;

  constructor(store: RecordsStore, job: string) {
    this.#writer = new PartWriter(store, (part, sha) => rejectedLines.key({ job, part, sha }));
  }

  async add(line: RejectedLine): Promise<void> {
    this.#lines.add([JSON.stringify(line)]);
    if (this.#lines.count >= mostLines || this.#lines.bytes >= mostBytes) await this.#close();
  }

  async finish(): Promise<readonly PlanPart[]> {
    if (this.#lines.count > 0) await this.#close();
    return this.#writer.finish();
  }

  async #close(): Promise<void> {
    const lines = this.#lines;
    this.#lines = new Lines();
    await this.#writer.write(this.#begun, lines);
    this.#begun += 1;
  }
}
