// A draft that does not outlive the step it was made for, unless it has been published.

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
    // What failed first is what is told.
    await draft.discard().catch(() => undefined);
    throw error;
  }
  if (result instanceof Refusal) await draft.discard();
  return result;
}
