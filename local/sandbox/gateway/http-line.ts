// A line over HTTP, and the body of a request.

import type { IncomingMessage, ServerResponse } from 'node:http';

import { maxBodyBytes, type Body, type Line } from './line.ts';

export function httpLine(request: IncomingMessage, response: ServerResponse): Line {
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    authorization: request.headers.authorization,
    contentType: request.headers['content-type'],
    readBody: () => readBody(request),
    setHeader: (name, value) => void response.setHeader(name, value),
    begin: (status, headers) => void response.writeHead(status, headers),
    write: (bytes) => void response.write(bytes),
    end: () => void response.end(),
    cut(last) {
      if (last) response.write(last, () => response.destroy());
      else response.destroy();
    },
    isCut: () => response.destroyed,
  };
}

/** Reads the body of a request to its end. A body over the limit is read too, and dropped. */
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
