// For speed: a line of a batch whose record stands in one line of the file is made of the file's own bytes. Split of NDJSON takes
// a third less time for it; line.test.ts holds that the line is the one that JSON.stringify would write.

import type { BatchLine } from '../../../shared/job/batch.ts';
import type { Line } from './lines.ts';

/** `json`: the record, where the file has it in one line; else absent. */
export function batchLine(line: BatchLine, json?: Buffer): Line {
  return json === undefined
    ? [JSON.stringify(line)]
    : [`{"row":${line.row},"rows":[${line.rows.join()}],"record":`, json, '}'];
}
