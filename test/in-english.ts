// Sentences as tests write them: in English.

import { StopFile } from '../functions/split/read/stop-file.ts';
import type { Fault } from '../shared/feishu/rules/fault.ts';
import { render } from '../shared/words/render.ts';
import { isSay, type Say } from '../shared/words/say.ts';

export function inEnglish(sentence: Say | string): string;
export function inEnglish(sentence: Say | string | undefined): string | undefined;
export function inEnglish(sentence: Say | string | undefined): string | undefined {
  return sentence === undefined ? undefined : render(sentence, 'en');
}

export function faultsInEnglish(faults: readonly Fault[]) {
  return faults.map((fault) => ({ ...fault, message: inEnglish(fault.message) }));
}

/** The value with each sentence inside it as its English text. */
export function allInEnglish(value: unknown): unknown {
  if (isSay(value)) return inEnglish(value);
  if (Array.isArray(value)) return value.map(allInEnglish);
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, allInEnglish(inner)]));
}

/** The sentence with which a file was stopped. Throws where it was not, or for another error. */
export async function whyStopped(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof StopFile) return inEnglish(error.said);
    throw error;
  }
  throw new Error('the file was not stopped');
}
