// Closes a file after its use.

import type { FileHandle } from 'node:fs/promises';

/** If `use` and the closing both fail, the error of `use` is thrown. */
export async function withFile<Result>(handle: FileHandle, use: () => Promise<Result>): Promise<Result> {
  let result: Result;
  try {
    result = await use();
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
  await handle.close();
  return result;
}
