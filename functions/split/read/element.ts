// One element of a JSON list, or one line of NDJSON, with its text.

import { fileSentences } from '../../../shared/words/file.ts';
import { StopFile } from './stop-file.ts';

export interface Element {
  /** The line of an NDJSON file, or the place in a JSON list; counted from 1. */
  readonly row: number;
  readonly text: string;
  /** The bytes of the text, where it is one line and lies in one chunk; else absent. */
  readonly line?: Buffer | undefined;
  /** Undefined where the text is not JSON, which no JSON can mean. */
  readonly value: unknown;
}

/** More than a call carries. Without this limit a text that never ends would fill the memory. */
const maxElementBytes = 6_000_000;

/** Checked while an element grows and when it ends, so chunk boundaries cannot change the result. */
export function checkLength(place: string, bytes: number): void {
  if (bytes > maxElementBytes)
    throw new StopFile(fileSentences.element_too_long({ place, bytes: maxElementBytes }));
}

/** Blank as JSON has it: it knows four characters. */
export function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}
