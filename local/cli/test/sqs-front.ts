// A server in front of the local SQS that can answer for it, as AWS does where a right is missing.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly body: object;
}

export interface Asked {
  /** Like SendMessageBatch. */
  readonly action: string;
  /** Name of the queue; empty if the request names none. */
  readonly queue: string;
  /** Number of requests with this action so far, with this one. */
  readonly number: number;
}

export interface Front extends AsyncDisposable {
  readonly endpoint: string;
}

/** Requests for which `answer` returns undefined go on to the server behind. */
export async function startFront(
  behind: string,
  answer: (asked: Asked) => Answer | undefined,
): Promise<Front> {
  const counts = new Map<string, number>();
  let endpoint = '';
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const action = String(request.headers['x-amz-target']).replace('AmazonSQS.', '');
    const { QueueUrl = '', QueueName = '' } = JSON.parse(body);
    const number = (counts.get(action) ?? 0) + 1;
    counts.set(action, number);
    const own = answer({ action, queue: String(QueueUrl || QueueName).replace(/.*\//, ''), number });
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (own) {
      response.writeHead(own.status).end(JSON.stringify(own.body));
      return;
    }
    const { 'x-amz-target': target = '', authorization = '' } = request.headers;
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': String(target),
      authorization,
    };
    const passed = await fetch(behind, { method: 'POST', headers, body });
    // Queue URLs name this server, so that the following requests come here too.
    response.writeHead(passed.status).end((await passed.text()).replaceAll(behind, endpoint));
  }
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    endpoint,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The answer of AWS to a caller without the right. */
export const accessDenied: Answer = {
  status: 403,
  body: { __type: 'com.amazon.coral.service#AccessDeniedException', message: 'not authorized' },
};
