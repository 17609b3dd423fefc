// Checks the value of a flag: no sentence for a known value, one for an unknown value. It names the nearest known one, if
// any is near.

import { nearest } from '../../../shared/words/nearest.ts';
import { flagSentences } from '../words/flag.ts';

export function unknownValue(flag: string, given: string, known: readonly string[]): readonly string[] {
  if (known.includes(given)) return [];
  return [flagSentences.value_unknown({ flag, given, meant: nearest(given, known), known })];
}
