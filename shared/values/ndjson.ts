// One JSON value in a line, each line with its end.

export function linesIn(ndjson: string): readonly string[] {
  return ndjson.split('\n').filter((line) => line !== '');
}
