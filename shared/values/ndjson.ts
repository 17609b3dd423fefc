// NDJSON: one JSON value a line. Empty lines do not count.

export function linesIn(ndjson: string): readonly string[] {
  return ndjson.split('\n').filter((line) => line !== '');
}
