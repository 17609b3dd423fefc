// A line of a batch or of the rejected records.

import type { BatchLine, RejectedLine } from '../../../shared/job/batch.ts';
import type { Line } from './lines.ts';

/** `json` is the record, where the file has it as one line: to write it again would take longer than to read it. */
export function batchLine(line: BatchLine, json?: Buffer): Line {
  return json === undefined
    ? jsonLine(line)
    : [`{"row":${line.row},"rows":[${line.rows.join()}],"record":`, json, '}'];
}

export function rejectedLine(line: RejectedLine): Line {
  return jsonLine(line);
}

function jsonLine(line: BatchLine | RejectedLine): Line {
  return [JSON.stringify(line)];
}
