// An HTTP server in front of another: what comes is passed on, unless a test has the connection cut, before the other
// has the request or after it has answered, or answers itself.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface PassedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly phase: 'before' | 'after';
}

export type Passing = 'pass' | 'cut' | { readonly status: number; readonly body: object };

export interface PassThrough extends AsyncDisposable {
  readonly baseUrl: string;
}

export async function startPassThrough(
  /** May be known only when the first request comes. */
  target: () => string,
  onRequest: (request: PassedRequest) => Promise<Passing>,
): Promise<PassThrough> {
  async function pass(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { url: path = '/', method = 'GET', headers } = request;
    const body = Buffer.concat(chunks);
    const asked = { path, headers, body };
    const before = await onRequest({ ...asked, phase: 'before' });
    if (before === 'cut') return response.destroy();
    if (before !== 'pass') return sendJson(response, before);
    const answer = await fetch(target() + path, {
      method,
      headers: passedOn(headers),
      ...(body.length > 0 ? { body } : {}),
    });
    const answered = Buffer.from(await answer.arrayBuffer());
    const after = await onRequest({ ...asked, phase: 'after' });
    if (after === 'cut') return response.destroy();
    if (after !== 'pass') return sendJson(response, after);
    return response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(answered);
  }

  // A cut from behind goes on to the front.
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    baseUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function sendJson(response: ServerResponse, { status, body }: { status: number; body: object }): unknown {
  return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** But what belongs to the connection. */
function passedOn(headers: IncomingMessage['headers']): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && !ownOfConnection.has(name) ? [[name, value] as [string, string]] : [],
  );
}

const ownOfConnection = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect']);
