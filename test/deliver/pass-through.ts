// An HTTP server in front of another. A request is passed on, unless the test chooses one of these:
// - cut the connection before the request arrives there
// - cut the connection after the answer
// - answer in its place

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface PassedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly phase: 'before' | 'after';
}

/** An answer: an object goes out as JSON, a text as it is. */
interface Instead {
  readonly status: number;
  readonly body: object | string;
}

export type Passing = 'pass' | 'cut' | Instead;

interface PassOptions {
  /** False: no answer has a `Date`. Default true. */
  readonly sendsDate?: boolean;
}

export interface PassThrough extends AsyncDisposable {
  readonly baseUrl: string;
}

export async function startPassThrough(
  /** A function, because the address may be known only at the first request. */
  target: () => string,
  onRequest: (request: PassedRequest) => Promise<Passing>,
  { sendsDate = true }: PassOptions = {},
): Promise<PassThrough> {
  async function pass(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { url: path = '/', method = 'GET', headers } = request;
    const body = Buffer.concat(chunks);
    const asked = { path, headers, body };
    const before = await onRequest({ ...asked, phase: 'before' });
    if (before === 'cut') return response.destroy();
    if (before !== 'pass') return send(response, before);
    const answer = await fetch(target() + path, {
      method,
      headers: passedOn(headers),
      ...(body.length > 0 ? { body } : {}),
    });
    const answered = Buffer.from(await answer.arrayBuffer());
    const after = await onRequest({ ...asked, phase: 'after' });
    if (after === 'cut') return response.destroy();
    if (after !== 'pass') return send(response, after);
    const said = [...answer.headers].filter(([name]) => sendsDate || name !== 'date');
    return response.writeHead(answer.status, Object.fromEntries(said)).end(answered);
  }

  // If the connection to the target is cut, the client's connection is cut too.
  const server = createServer((request, response) => {
    response.sendDate = sendsDate;
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

function send(response: ServerResponse, { status, body }: Instead): unknown {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}

/** All headers except those of the connection itself. */
function passedOn(headers: IncomingMessage['headers']): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && !ownOfConnection.has(name) ? [[name, value] as [string, string]] : [],
  );
}

const ownOfConnection = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect']);
