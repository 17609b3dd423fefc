// A request written by hand, byte for byte, for what no SDK would send.

import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

export interface RawAnswer {
  readonly status: number;
  /** Head and body as they came. */
  readonly text: string;
}

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The client goes away after the body, however much of it was promised. */
  readonly goesAway?: boolean;
}

export async function rawRequest(endpoint: string, request: RawRequest): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  // Cut off by the server is one of the answers.
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
