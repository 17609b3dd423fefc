// A bucket of S3 in memory. All that it does is done at once; the requests around it take the time.
// - Of two writes under the same condition at most one succeeds.
// - A bucket with versions keeps each version, and a removal is a version too.
// - Keys are listed in the order of their UTF-8 bytes.

import { createHash } from 'node:crypto';

import { compareUtf8 } from '../../../local/s3/store/utf8-order.ts';
import type { CreatedObject } from '../../../local/triggers/s3-event.ts';

export interface StoredVersion {
  readonly body: Buffer;
  /** In quotes, as in the header. */
  readonly etag: string;
  /** Undefined in a bucket without versions. */
  readonly versionId: string | undefined;
  readonly writtenMs: number;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Put {
  readonly metadata?: Readonly<Record<string, string>>;
  /** `absent`: only where there is no object. Else only over the version with this ETag. Undefined: in any case. */
  readonly onlyIf?: 'absent' | { readonly etag: string };
  readonly by?: CreatedObject['eventName'];
}

export interface BucketOptions {
  readonly name: string;
  readonly isVersioned?: boolean;
  readonly now: () => number;
  readonly onCreated: (object: CreatedObject) => void;
}

export class MemoryBucket {
  readonly #options: BucketOptions;
  /** The versions of each key, the newest last. Undefined in their place: the object was removed. */
  readonly #versions = new Map<string, (StoredVersion | undefined)[]>();
  #written = 0;
  /** All keys with an object, in order. Undefined: they have changed since they were last sorted. */
  #sorted: readonly string[] | undefined;

  constructor(options: BucketOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  /** Answers with the new ETag, or with undefined where the condition does not hold. */
  put(key: string, body: Buffer, { metadata = {}, onlyIf, by = 'ObjectCreated:Put' }: Put = {}) {
    const { name, isVersioned = false, now, onCreated } = this.#options;
    const held = this.find(key);
    if (onlyIf === 'absent' && held) return undefined;
    if (typeof onlyIf === 'object' && held?.etag !== onlyIf.etag) return undefined;
    this.#written += 1;
    if (!held) this.#sorted = undefined;
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    const versionId = isVersioned ? `v${this.#written}` : undefined;
    const version = { body, etag, versionId, writtenMs: now(), metadata };
    this.#versions.set(key, [...(isVersioned ? (this.#versions.get(key) ?? []) : []), version]);
    const sequencer = String(this.#written).padStart(16, '0');
    const about = { bucket: name, key, size: body.length, eTag: etag, versionId, sequencer };
    onCreated({ ...about, eventName: by });
    return etag;
  }

  /** Undefined: there is no such object, or no such version. */
  find(key: string, versionId?: string): StoredVersion | undefined {
    const versions = this.#versions.get(key);
    return versionId === undefined
      ? versions?.at(-1)
      : versions?.find((version) => version?.versionId === versionId);
  }

  /** Each version of each key. A removal is none, but makes the versions before it old. */
  versions(): readonly (StoredVersion & { readonly key: string; readonly isNewest: boolean })[] {
    return [...this.#versions].flatMap(([key, versions]) =>
      versions.flatMap((version) =>
        version ? [{ ...version, key, isNewest: version === versions.at(-1) }] : [],
      ),
    );
  }

  keys(prefix: string): readonly string[] {
    this.#sorted ??= [...this.#versions.keys()].filter((key) => this.find(key)).toSorted(compareUtf8);
    return this.#sorted.filter((key) => key.startsWith(prefix));
  }

  remove(key: string): void {
    this.#sorted = undefined;
    if (this.#options.isVersioned === true) this.#versions.get(key)?.push(undefined);
    else this.#versions.delete(key);
  }
}

/** S3 tells times in whole seconds. */
export function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
