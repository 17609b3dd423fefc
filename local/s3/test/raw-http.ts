// Sends a request written by hand, for requests that no SDK sends.

import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

export interface RawAnswer {
  readonly status: number;
  /** All that came back: head and body of one answer, or of several. */
  readonly text: string;
}

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Closes the connection after the body, even if more was promised. */
  readonly goesAway?: boolean;
}

export async function rawRequest(endpoint: string, request: RawRequest): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  // A connection cut by the server is a valid answer.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const headers = Object.entries({ host, connection: 'close', ...request.headers });
  const head = [
    `${request.method} ${request.path} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  if (request.body !== undefined) socket.write(request.body);
  if (request.goesAway === true) {
    socket.destroySoon();
    await once(socket, 'close');
    return { status: 0, text: '' };
  }
  const answer = await text(socket).catch(() => '');
  return { status: Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1] ?? 0), text: answer };
}
