// Creates a draft, passes it to `use`, and discards it if `use` refuses or throws.

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
    // The error of `use` is the one to throw, whether or not the draft can be discarded.
    await draft.discard().catch(() => undefined);
    throw error;
  }
  if (result instanceof Refusal) await draft.discard();
  return result;
}
