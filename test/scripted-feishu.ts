// A server that gives the answers of a test in order and records its requests. For answers that the sandbox never gives,
// and for tests of the exact requests.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import type { JsonObject } from '../shared/values/json.ts';

export interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

export type Script = JsonObject | ((response: ServerResponse, asked: Asked) => void);

export interface ScriptedFeishu extends AsyncDisposable {
  readonly baseUrl: string;
  /** Calls of operations, without token requests. */
  readonly asked: readonly Asked[];
  readonly tokenRequests: readonly Asked[];
}

const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal';

/** Tokens are t-1, t-2 …, unless scripted. A call beyond the script gets HTTP 599. */
export async function scriptedFeishu(
  answers: readonly Script[],
  tokenAnswers: readonly Script[] = [],
): Promise<ScriptedFeishu> {
  const asked: Asked[] = [];
  const tokenRequests: Asked[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry = await read(request);
    const forToken = entry.path === tokenPath;
    const log = forToken ? tokenRequests : asked;
    log.push(entry);
    const script = (forToken ? tokenAnswers : answers)[log.length - 1];
    if (typeof script === 'function') script(response, entry);
    else if (script) respond(response, 200, script);
    else if (forToken) respond(response, 200, aToken(`t-${log.length}`));
    else response.writeHead(599).end('beyond the script');
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');

  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    asked,
    tokenRequests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function respond(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function aToken(token: string, expire = 7200): JsonObject {
  return { code: 0, msg: 'ok', tenant_access_token: token, expire };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { authorization, 'content-type': contentType } = request.headers;
  return { path: request.url ?? '', authorization, contentType, body: Buffer.concat(chunks).toString() };
}
