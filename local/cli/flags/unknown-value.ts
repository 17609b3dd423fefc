// A sentence about an unknown value, with the nearest known one.

import { nearest } from '../../../shared/words/nearest.ts';

export function unknownValue(flag: string, given: string, known: readonly string[]): readonly string[] {
  if (known.includes(given)) return [];
  const meant = nearest(given, known);
  const hint = meant === undefined ? `expected one of ${known.join(', ')}` : `is it ${meant}?`;
  return [`nobody knows the ${flag} "${given}", ${hint}`];
}
