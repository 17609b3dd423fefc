// A sentence in the place of a text, for libraries that have only a text for what a value should be.

import { readJson } from '../values/json.ts';
import { isSay, type Say } from './say.ts';

export function coded(sentence: Say): string {
  return JSON.stringify(sentence);
}

/** Undefined where `text` is no coded sentence. */
export function decoded(text: string): Say | undefined {
  const value = text.startsWith('{') ? readJson(text) : undefined;
  return isSay(value) ? value : undefined;
}
