// Counts the work of zlib in the thread pool. It needs real time: while some is under way, virtual time must not move.
// - Each write that a handle of zlib begins is one piece of work. It ends with the callback of that handle.
// - A stream that waits for its reader has no work under way, so it does not hold up the time.
// Nothing else that the functions do runs in the thread pool: their hashes are synchronous.

import { createHook } from 'node:async_hooks';

let underWay = 0;
const handles = new Set<number>();

createHook({
  trackPromises: false,
  init(id, type, _, handle: object) {
    if (type !== 'ZLIB' || !('write' in handle) || typeof handle.write !== 'function') return;
    const { write } = handle;
    handles.add(id);
    Object.assign(handle, {
      write(...work: unknown[]): unknown {
        underWay += 1;
        return Reflect.apply(write, handle, work);
      },
    });
  },
  after(id) {
    if (handles.has(id)) underWay -= 1;
  },
  destroy: (id) => void handles.delete(id),
}).enable();

export function isPoolQuiet(): boolean {
  return underWay === 0;
}
