import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

/** A file to which handlers append lines of JSON: the variable that names it to them, and its lines. */
export function journal<Line extends v.GenericSchema>(line: Line) {
  const file = join(mkdtempSync(join(tmpdir(), 'journal-')), 'lines.ndjson');
  writeFileSync(file, '');
  return {
    env: { JOURNAL: file },
    lines: (): v.InferOutput<Line>[] =>
      readFileSync(file, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((text) => v.parse(line, JSON.parse(text))),
  };
}
