// A line of the sandbox's gateway within this process: one call of fetch and its answer.
// - A caller that gives up gets no answer; what it has sent goes on at the gateway.
// - A line that is cut fails as Node's fetch does: before the answer, or in the middle of its body.

import { maxBodyBytes, type Line } from '../../../local/sandbox/gateway/line.ts';
import type { Fetch } from '../../../shared/feishu/exchange.ts';

export function urlOf(input: Parameters<Fetch>[0]): URL {
  return new URL(input instanceof Request ? input.url : input);
}

export interface OpenedLine {
  readonly line: Line;
  readonly answered: Promise<Response>;
}

export function openLine(url: URL, init: RequestInit): OpenedLine {
  const { promise: answered, resolve, reject } = Promise.withResolvers<Response>();
  const given = new Headers(init.headers);
  const headers = new Headers();
  const bytes = Buffer.from(typeof init.body === 'string' ? init.body : '');
  let isCut = false;
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;

  function breakOff(error: unknown): void {
    if (isCut) return;
    isCut = true;
    reject(error);
    body?.error(error);
  }

  init.signal?.addEventListener('abort', () => breakOff(init.signal?.reason), { once: true });
  const line: Line = {
    method: init.method ?? 'GET',
    url: url.pathname + url.search,
    authorization: given.get('authorization') ?? undefined,
    contentType: given.get('content-type') ?? undefined,
    readBody: () =>
      Promise.resolve(bytes.length > maxBodyBytes ? { kind: 'too_long' } : { kind: 'whole', bytes }),
    setHeader: (name, value) => headers.set(name, value),
    begin(status, more) {
      for (const [name, value] of Object.entries(more)) headers.set(name, String(value));
      const stream = new ReadableStream<Uint8Array>({ start: (controller) => void (body = controller) });
      resolve(new Response(stream, { status, headers }));
    },
    write(piece) {
      if (!isCut) body?.enqueue(piece);
    },
    end() {
      if (!isCut) body?.close();
    },
    // `last` would be lost with the error of the stream, as it is in a body that is read as a whole.
    cut: () => breakOff(connectionReset()),
    isCut: () => isCut,
  };
  return { line, answered };
}

function connectionReset(): Error {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  return new TypeError('fetch failed', { cause });
}
