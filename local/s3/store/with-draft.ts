// Discards a draft that was not published.

import { Refusal } from '../refusal.ts';
import type { Bucket } from './bucket.ts';
import type { Draft } from './sealed-file.ts';

export async function withDraft<Result>(
  bucket: Bucket,
  use: (draft: Draft) => Promise<Result | Refusal>,
): Promise<Result | Refusal> {
  const draft = await bucket.draft();
  let result: Result | Refusal;
  try {
    result = await use(draft);
  } catch (error) {
    // The first error is the one to throw.
    await draft.discard().catch(() => undefined);
    throw error;
  }
  if (result instanceof Refusal) await draft.discard();
  return result;
}
