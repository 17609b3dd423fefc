export interface Element {
  /** The line of an NDJSON file, or the place in a JSON list, from 1. */
  readonly row: number;
  readonly text: string;
  /** Undefined where the text is not JSON. */
  readonly value: unknown;
}

/** Nothing honest comes near this; a text that never ends must not fill the memory. */
export const maxElementBytes = 16 * 1024 * 1024;
