// A line of a batch or of the rejected records, as the bytes that are stored.

import type { BatchLine, RejectedLine } from '../../../shared/batch.ts';

/** `json` is the record, where it is at hand as text of one line. */
export function batchLine(line: BatchLine, json?: string): Buffer {
  return json === undefined
    ? bytesOf(line)
    : Buffer.from(`{"row":${line.row},"rows":[${line.rows.join()}],"record":${json}}\n`);
}

export function rejectedLine(line: RejectedLine): Buffer {
  return bytesOf(line);
}

function bytesOf(line: BatchLine | RejectedLine): Buffer {
  return Buffer.from(`${JSON.stringify(line)}\n`);
}
