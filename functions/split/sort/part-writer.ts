// Writes the batches, or the objects of rejected records, of a plan to S3, several at once, so that reading goes on meanwhile.

import { createHash } from 'node:crypto';

import type { PlanPart } from '../../../shared/job/plan.ts';
import type { RecordsStore } from '../../../shared/aws/store.ts';
import type { Lines } from './lines.ts';

/** S3 answers a small write in 30 to 60 ms. So many at once keep up with the reading of a file. */
const mostOnTheWay = 16;
/** The bodies on the way have no more bytes together, unless one alone has more: 16 of the largest would fill the memory. */
const mostBytesOnTheWay = 32_000_000;
/** How many digits of its content's SHA-256 the name of an object has. */
const shaDigits = 8;

export class PartWriter {
  readonly parts: PlanPart[] = [];
  readonly #store: RecordsStore;
  readonly #keyOf: (index: number, sha: string) => string;
  readonly #onTheWay = new Set<Promise<void>>();
  #bytesOnTheWay = 0;
  #failure: Error | undefined;

  constructor(store: RecordsStore, keyOf: (index: number, sha: string) => string) {
    this.#store = store;
    this.#keyOf = keyOf;
  }

  /**
   * Begins to write a part; waits first while too many are on their way. `index` is the part's place in the plan. No line may
   * be added after this.
   */
  async write(index: number, { body, count }: Lines): Promise<void> {
    const digest = createHash('sha256').update(body).digest();
    const sha256 = digest.toString('hex');
    const key = this.#keyOf(index, sha256.slice(0, shaDigits));
    this.parts[index] = { key, sha256, records: count };

    while (!this.#hasRoomFor(body.length)) await Promise.race(this.#onTheWay);
    if (this.#failure) throw this.#failure;
    const writing = this.#store.write(key, body, digest).catch((error: unknown) => {
      this.#failure ??= new Error(`${key} could not be written`, { cause: error });
    });
    const tracked = writing.finally(() => {
      this.#onTheWay.delete(tracked);
      this.#bytesOnTheWay -= body.length;
    });
    this.#onTheWay.add(tracked);
    this.#bytesOnTheWay += body.length;
  }

  /** Ends when all parts are stored; throws where one could not be. */
  async finish(): Promise<readonly PlanPart[]> {
    await Promise.all(this.#onTheWay);
    if (this.#failure) throw this.#failure;
    return this.parts;
  }

  async read(index: number): Promise<readonly string[]> {
    await Promise.all(this.#onTheWay);
    const part = this.parts[index];
    const text = part && (await this.#store.read(part.key));
    if (text === undefined) throw new Error(`part ${index} is not stored`);
    return text.split('\n').slice(0, -1);
  }

  #hasRoomFor(bytes: number): boolean {
    if (this.#onTheWay.size === 0) return true;
    return this.#onTheWay.size < mostOnTheWay && this.#bytesOnTheWay + bytes <= mostBytesOnTheWay;
  }
}
