// Answers the control endpoints under /_sandbox/. They need no token, but the key of a private sandbox, and have no rate
// limit and no faults.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { controls, type Control, type Said } from './controls.ts';
import { readBody } from './http-line.ts';
import { isKey, keyHeader } from './key.ts';

export async function control(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: URLSearchParams,
  parts: Pick<Control, 'state' | 'tenant' | 'reset'>,
): Promise<void> {
  const { key } = parts.state;
  if (key !== undefined && !isKey(request.headers[keyHeader], key)) {
    response.writeHead(403, { 'Content-Type': 'application/json; charset=utf-8' });
    response.end('{"error": "this sandbox is of one run alone"}\n');
    return;
  }
  const body = await readBody(request);
  const does = controls[`${request.method} ${path}`];
  const parsed = body.kind === 'whole' ? parseObject(body.bytes) : undefined;
  let said: Said = {
    fault: parsed ? `there is ${Object.keys(controls).join(', ')}` : 'the body is no JSON object',
  };
  if (does && parsed) said = await does({ ...parts, query, body: parsed });

  if ('ndjson' in said) {
    response.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
    // A reader that leaves in the middle is no error.
    await pipeline(Readable.from(said.ndjson), response).catch(() => undefined);
    return;
  }
  if ('bytes' in said) {
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(said.bytes);
    return;
  }
  const answer = 'json' in said ? said.json : { error: said.fault };
  response.writeHead('json' in said ? 200 : 400, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(`${JSON.stringify(answer, null, 2)}\n`);
}

function parseObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  if (bytes.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}
