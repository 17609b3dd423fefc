// An open file that does not outlive its use.

import type { FileHandle } from 'node:fs/promises';

/** What fails first is what is thrown. */
export async function withFile<T>(handle: FileHandle, use: () => Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await use();
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
  await handle.close();
  return result;
}
