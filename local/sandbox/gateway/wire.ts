// Writes an answer to the line: whole, in drips, or half of it before the connection is cut.

import type { Time } from './clock.ts';
import type { Line } from './line.ts';

export interface Answer {
  readonly status: number;
  readonly type: 'json' | 'text' | 'html';
  /** The envelope's code, for the log of calls. Null: the answer has no envelope. */
  readonly code: number | null;
  readonly body: Uint8Array | string;
  readonly headers?: Record<string, string>;
}

const contentTypes = {
  json: 'application/json; charset=utf-8',
  text: 'text/plain',
  html: 'text/html; charset=utf-8',
} as const;

function begin(line: Line, logId: string, answer: Answer): Buffer {
  const bytes = Buffer.from(answer.body);
  line.begin(answer.status, {
    'Content-Type': contentTypes[answer.type],
    'Content-Length': bytes.length,
    'X-Tt-Logid': logId,
    ...answer.headers,
  });
  return bytes;
}

export function respond(line: Line, logId: string, answer: Answer): void {
  line.write(begin(line, logId, answer));
  line.end();
}

export async function drip(
  line: Line,
  logId: string,
  answer: Answer,
  overMs: number,
  time: Time,
): Promise<void> {
  const bytes = begin(line, logId, answer);
  const pieces = 20;
  for (let piece = 0; piece < pieces && !line.isCut(); piece++) {
    line.write(bytes.subarray((bytes.length * piece) / pieces, (bytes.length * (piece + 1)) / pieces));
    await time.sleep(overMs / pieces);
  }
  line.end();
}

export function cutMidAnswer(line: Line, logId: string, answer: Answer): void {
  const bytes = begin(line, logId, answer);
  line.cut(bytes.subarray(0, bytes.length / 2));
}
