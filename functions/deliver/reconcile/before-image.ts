// Before-images: a batch's records as Feishu held them before the batch's first call. They are read and stored once, where a
// lost answer can only be explained by what was there before.

import { beforeImageLines, readImages, writeImages } from '../../../shared/job/before-image.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { DeliverInvocation, HandBack, OpenBatch } from '../context.ts';
import type { Item } from '../record/item.ts';
import { partByPart, readStored, type Read } from './read-stored.ts';

/** The records by their identities, without those that Feishu did not hold. */
export type BeforeImages = ReadonlyMap<string, JsonObject>;

export type BeforeImagesTaken =
  | { readonly kind: 'images'; readonly images: BeforeImages }
  /** No record needs an image, or Feishu did not show all of them to the app. */
  | { readonly kind: 'none' }
  | { readonly kind: 'hand_back'; readonly handBack: HandBack };

export async function takeBeforeImages(
  invocation: DeliverInvocation,
  batch: OpenBatch,
): Promise<BeforeImagesTaken> {
  const { store } = invocation;
  if (!batch.items.some((item) => item.needsBeforeImage)) return { kind: 'none' };
  const key = beforeImageLines.key({ job: batch.plan.job, batch: batch.index });
  const kept = await store.read(key);
  if (kept !== undefined) {
    const images = readImages(kept);
    return images === 'may_not_read'
      ? { kind: 'none' }
      : { kind: 'images', images: byIdentity(batch, images) };
  }

  // The before-image is written before the batch's first call. It is absent, so no call was made, and each record that is not
  // settled is unsent.
  for (const item of batch.items) item.happened({ kind: 'not_called' });
  const read = await readAll(invocation, batch);
  if (read.kind === 'hand_back') return read;
  const images = read.kind === 'records' ? read.records : undefined;
  const written = await store.writeOnce(key, writeImages(images?.values() ?? 'may_not_read'));
  return written === 'written' && images ? { kind: 'images', images } : takeBeforeImages(invocation, batch);
}

/**
 * Reads all records of the batch. Ends at the first that Feishu refuses to look up, and at any other trouble: the image would
 * not be whole.
 */
async function readAll(invocation: DeliverInvocation, batch: OpenBatch): Promise<Read> {
  const records = new Map<string, JsonObject>();
  const read = (part: readonly Item[]) => readStored(invocation, batch, part, {});
  for await (const { answer } of partByPart(batch, batch.items, read)) {
    if (answer.kind !== 'records') return answer;
    for (const [name, record] of answer.records) records.set(name, record);
  }
  return { kind: 'records', records };
}

function byIdentity({ operation }: OpenBatch, records: readonly JsonObject[]): BeforeImages {
  return new Map(
    records.flatMap((record) => {
      const name = record[operation.identity];
      return typeof name === 'string' ? [[name, record] as const] : [];
    }),
  );
}
