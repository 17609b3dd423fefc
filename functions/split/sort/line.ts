// Makes a line of a batch. For speed, a record that stands in one line of the file keeps the file's own bytes: split of
// NDJSON takes a third less time for it. line.test.ts shows that the line holds the same record.

import type { BatchLine } from '../../../shared/job/batch.ts';
import type { Line } from './lines.ts';

/** `json`: the bytes of the record, where the file has it in one line and has nothing else there; else absent. */
export function batchLine(line: BatchLine, json?: Buffer): Line {
  return json === undefined
    ? [JSON.stringify(line)]
    : [`{"row":${line.row},"rows":[${line.rows.join()}],"record":`, json, '}'];
}
