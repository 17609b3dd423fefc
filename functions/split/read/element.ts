export interface Element {
  /** The line of an NDJSON file, or the place in a JSON list, from 1. */
  readonly row: number;
  readonly text: string;
  /** Undefined where the text is not JSON. */
  readonly value: unknown;
}

/** More than a call carries, so such a record would be refused anyway; a text that never ends must not fill the memory. */
export const maxElementBytes = 6_000_000;

/** Of what JSON calls blank: it knows no other kinds. */
export function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}
