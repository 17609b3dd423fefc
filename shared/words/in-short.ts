// Joins the first few of many sentences and says how many are left out. A report that told ten thousand faults on each of ten
// thousand rows would never end.

import { say, type Say } from './say.ts';

export function inShort(sentences: readonly [Say, ...Say[]] | readonly Say[], mostTold: number): Say {
  const [only] = sentences;
  if (only && sentences.length === 1) return only;
  const more = Math.max(0, sentences.length - mostTold);
  return say('list.several', { sentences: sentences.slice(0, mostTold), more });
}
