// Writes an answer to the socket: whole, in drips, or half of it before the connection is cut.

import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

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

function begin(response: ServerResponse, logId: string, answer: Answer): Buffer {
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    'Content-Type': contentTypes[answer.type],
    'Content-Length': bytes.length,
    'X-Tt-Logid': logId,
    ...answer.headers,
  });
  return bytes;
}

export function respond(response: ServerResponse, logId: string, answer: Answer): void {
  response.end(begin(response, logId, answer));
}

export async function drip(
  response: ServerResponse,
  logId: string,
  answer: Answer,
  overMs: number,
): Promise<void> {
  const bytes = begin(response, logId, answer);
  const pieces = 20;
  for (let piece = 0; piece < pieces && !response.destroyed; piece++) {
    response.write(bytes.subarray((bytes.length * piece) / pieces, (bytes.length * (piece + 1)) / pieces));
    await sleep(overMs / pieces);
  }
  response.end();
}

export function cutMidAnswer(response: ServerResponse, logId: string, answer: Answer): void {
  const bytes = begin(response, logId, answer);
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}
