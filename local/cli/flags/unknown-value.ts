// A sentence about an unknown value of a flag, with the nearest known one.

import { nearest } from '../../../shared/words/nearest.ts';
import { flagSentences } from '../words/flag.ts';

export function unknownValue(flag: string, given: string, known: readonly string[]): readonly string[] {
  if (known.includes(given)) return [];
  return [flagSentences.value_unknown({ flag, given, meant: nearest(given, known), known })];
}
