// A proxy between deliver and the sandbox. It sees each call before it arrives and before its answer goes back, and can
// hold or cut it at both points. A held call also arrives if its caller has timed out, as on a slow network.

import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { route } from '../../local/sandbox/endpoints.ts';

export interface CallSeen {
  readonly api: string;
  readonly phase: 'before' | 'after';
  readonly body: string;
}

/** `fail`: the page of a proxy is the answer. `cut`: the connection is closed. `hold`: there is no answer. */
export type Broken = 'fail' | 'cut' | 'hold';

export interface DoorKeeper {
  /** The call continues when the promise resolves to `go`. */
  pass(call: CallSeen): Promise<'go' | Broken>;
}

export interface FeishuDoor extends AsyncDisposable {
  readonly baseUrl: string;
}

export async function openFeishuDoor(sandboxUrl: string, keeper: DoorKeeper): Promise<FeishuDoor> {
  const agent = new Agent({ keepAlive: true });

  async function carry(call: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(call);
    const { pathname } = new URL(call.url ?? '/', sandboxUrl);
    const api = route(call.method ?? '', pathname) ?? pathname;
    const text = body.toString();
    const before = await keeper.pass({ api, phase: 'before', body: text });
    if (before !== 'go') return breakOff(answer, before);

    const onward = request(new URL(call.url ?? '/', sandboxUrl), {
      method: call.method,
      headers: { ...call.headers, host: new URL(sandboxUrl).host },
      agent,
    });
    const answered = Promise.withResolvers<IncomingMessage>();
    onward.on('response', answered.resolve);
    onward.on('error', answered.reject);
    onward.end(body);
    const back = await answered.promise;
    const after = await keeper.pass({ api, phase: 'after', body: text });
    if (after !== 'go') return breakOff(answer, after);
    answer.writeHead(back.statusCode ?? 500, back.headers);
    back.pipe(answer);
    // If the sandbox's answer breaks off, the answer to the caller breaks off too.
    back.on('error', () => answer.destroy());
  }

  const server = createServer((call, answer) => {
    carry(call, answer).catch(() => answer.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the door to Feishu has no port');
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      agent.destroy();
    },
  };
}

async function breakOff(answer: ServerResponse, how: Broken): Promise<void> {
  if (how === 'cut') return void answer.destroy();
  if (how === 'fail')
    return void answer.writeHead(502, { 'content-type': 'text/html' }).end('<html>502 Bad Gateway</html>');
  // Its caller gives up.
  await once(answer, 'close');
}
