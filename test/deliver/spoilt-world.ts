// A world whose Feishu breaks some calls: a server before the sandbox puts other answers in the place of its own.

import { once } from 'node:events';
import { createServer } from 'node:http';

import { afterEach } from 'vitest';

import type { FerryWorldOptions } from '../ferry-world.ts';
import { deliverWorld, type DeliverWorld } from './harness.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

interface Spoilt {
  readonly status: number;
  readonly text: string;
  /** The sandbox receives the request although the answer is replaced. */
  readonly processed: boolean;
}

export type Spoil = (url: string, body: string) => Spoilt | undefined | Promise<Spoilt | undefined>;

/** A server in front of the sandbox. It replaces the answer if `spoil` returns one. */
async function inFrontOf(target: () => string, spoil: Spoil): Promise<string> {
  const server = createServer((request, response) => {
    const forward = async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const body = Buffer.concat(chunks).toString();
      const spoilt = await spoil(request.url ?? '', body);
      const end = (status: number, text: string) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(text);
      if (spoilt && !spoilt.processed) return end(spoilt.status, spoilt.text);
      const { authorization = '' } = request.headers;
      const answer = await fetch(target() + request.url, {
        method: 'POST',
        body,
        headers: { authorization, 'content-type': 'application/json' },
      });
      const said = await answer.text();
      return spoilt ? end(spoilt.status, spoilt.text) : end(answer.status, said);
    };
    void forward();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

/** The world ends with the test. */
export async function spoiltWorld(spoil: Spoil, options: FerryWorldOptions = {}): Promise<DeliverWorld> {
  const target = { baseUrl: '' };
  const baseUrl = await inFrontOf(() => target.baseUrl, spoil);
  const ferry = await deliverWorld({
    ...options,
    settings: {
      FEISHU_BASE_URL: baseUrl,
      // Long enough that no call of this world times out, also on a slow machine.
      FEISHU_CALL_TIMEOUT_MS: '3000',
      LOOK_AGAIN_MS: '100',
      BACK_OFF_MS: '20',
      ...options.settings,
    },
  });
  target.baseUrl = ferry.sandbox.baseUrl;
  closing.push(async () => ferry[Symbol.asyncDispose]());
  return ferry;
}
