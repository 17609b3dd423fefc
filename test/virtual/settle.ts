// Lets everything happen in this process that needs no virtual time: promises, streams, immediates and the thread pool.

import { isPoolQuiet } from './pool-work.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Settles after a turn of the event loop in which nobody else waited for the next turn or for the thread pool. */
export async function settle(): Promise<void> {
  await turn();
  while (!isPoolQuiet() || process.getActiveResourcesInfo().includes('Immediate')) await turn();
}
