import { relative } from 'node:path';

import { outside } from './outside-text.ts';

/** The path, from the process's folder if it lies in that, escaped for a terminal. */
export function shownPath(path: string): string {
  const fromHere = relative('', path);
  return outside(fromHere.startsWith('..') ? path : fromHere);
}
