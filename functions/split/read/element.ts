import { StopFile } from './stop-file.ts';

export interface Element {
  /** The line of an NDJSON file, or the place in a JSON list, from 1. */
  readonly row: number;
  readonly text: string;
  /** Its bytes, where they are one line and lie in one piece. */
  readonly line?: Buffer | undefined;
  /** Undefined where the text is not JSON. */
  readonly value: unknown;
}

/** More than a call carries, so such a record would be refused anyway; a text that never ends must not fill the memory. */
const maxElementBytes = 6_000_000;

/** Of an element so far and of a whole one, so that the verdict is the same however the bytes were cut. */
export function checkLength(place: string, bytes: number): void {
  if (bytes > maxElementBytes) throw new StopFile(`${place} is longer than ${maxElementBytes} bytes`);
}

/** Of what JSON calls blank: it knows no other kinds. */
export function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}
