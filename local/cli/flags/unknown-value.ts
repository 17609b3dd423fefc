// A value that is none of those there are: a sentence, with the one that was probably meant.

import { nearest } from '../../../shared/words/nearest.ts';

export function unknownValue(flag: string, given: string, known: readonly string[]): readonly string[] {
  if (known.includes(given)) return [];
  const meant = nearest(given, known);
  const hint = meant === undefined ? `expected one of ${known.join(', ')}` : `is it ${meant}?`;
  return [`nobody knows the ${flag} "${given}", ${hint}`];
}
