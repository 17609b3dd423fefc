// Reads the body of a request to its end. A body over the limit is read too, and dropped.

import type { IncomingMessage } from 'node:http';

export const maxBodyBytes = 10 * 1024 * 1024;

export type Body = { kind: 'whole'; bytes: Uint8Array } | { kind: 'too_long' } | { kind: 'cut' };

export function readBody(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    request.on('data', (chunk: Uint8Array) => {
      length += chunk.length;
      if (length <= maxBodyBytes) chunks.push(chunk);
    });
    request.on('end', () => {
      resolve(length > maxBodyBytes ? { kind: 'too_long' } : { kind: 'whole', bytes: Buffer.concat(chunks) });
    });
    request.on('close', () => resolve({ kind: 'cut' }));
    request.on('error', () => resolve({ kind: 'cut' }));
  });
}
