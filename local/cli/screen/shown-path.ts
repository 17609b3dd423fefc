import { relative } from 'node:path';

import { outside } from './outside-text.ts';

/** The path from the user's folder if that is shorter, escaped for a terminal. */
export function shownPath(path: string): string {
  const fromHere = relative('', path);
  return outside(fromHere.startsWith('..') ? path : fromHere);
}
