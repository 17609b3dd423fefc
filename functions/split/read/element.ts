// One element of a JSON list, or one line of NDJSON, with its text.

import { say, type Say } from '../../../shared/words/say.ts';
import { StopFile } from './stop-file.ts';

export interface Element {
  /** The line of an NDJSON file, or the place in a JSON list; counted from 1. */
  readonly row: number;
  readonly text: string;
  /** The bytes of the text, for a line of NDJSON that ends in a newline; else absent. */
  readonly line?: Buffer | undefined;
  /** Undefined where the text is not JSON: no JSON means undefined. */
  readonly value: unknown;
}

/** More than a call carries. Without this limit a text that never ends would fill the memory. */
const maxElementBytes = 6_000_000;

/**
 * Stops the file at an element that is too long. It is checked while an element grows and when it ends, so chunk boundaries
 * cannot change the result.
 */
export function checkLength(place: Say, bytes: number): void {
  if (bytes > maxElementBytes)
    throw new StopFile(say('file.element_too_long', { place, bytes: maxElementBytes }));
}

/** True for a text that is empty or has only the four characters that JSON takes for blanks. */
export function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}
