// The HTTP server. The way of a request is: access key, address, operation, interception `before`, the operation itself,
// interception `after`, answer.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { readAddress } from './http/address.ts';
import { release, send, UnreadableBody, type Answer } from './http/answer.ts';
import { refuseStranger } from './http/refuse-strangers.ts';
import { routeOf } from './http/route.ts';
import type { Intercept, Interception } from './intercept.ts';
import type { Buckets, Operation } from './operations/s3-operation.ts';
import { refuse, Refusal } from './refusal.ts';
import { isDiskFailure } from './store/disk.ts';

interface ServerOptions {
  readonly buckets: Buckets;
  readonly intercept: Intercept;
  /** Undefined: no request needs a key. */
  readonly accessKeyId: string | undefined;
  readonly onFailure: (error: Error) => void;
}

interface S3Server {
  readonly server: Server;
  /** Settles when the requests that are under way now have ended. */
  readonly idle: () => Promise<void>;
}

export function createS3Server(options: ServerOptions): S3Server {
  const going = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const handled = handle(request, response, options).catch((bug: unknown) => {
      console.error('the S3 server itself failed:', bug);
      response.destroy();
    });
    going.add(handled);
    void handled.then(() => going.delete(handled));
  });
  // 0 is no limit: an upload may take as long as the function that makes it.
  server.requestTimeout = 0;
  // Longer than the usual idle time of a client. Otherwise a client writes into a connection that the server is
  // closing.
  server.keepAliveTimeout = 75_000;
  return { server, idle: async () => void (await Promise.all(going)) };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
): Promise<void> {
  const tell = (error: unknown): void => {
    if (!isDiskFailure(error)) throw error;
    options.onFailure(error);
  };
  const answer = await answerTo(request, options).catch((error: unknown) => {
    tell(error);
    return refuse('InternalError');
  });
  if (answer === 'cut') {
    request.socket.destroy();
    return;
  }
  // Discards what was not read of the request's body, as after a refusal, so that the connection stays usable.
  request.resume();
  try {
    const [path = ''] = (request.url ?? '').split('?', 1);
    await send(response, answer, path);
  } catch (error) {
    // An unreadable body has cut the connection, because its length may have been sent before. Any other error is a
    // bug, unless the client has left.
    if (error instanceof UnreadableBody) tell(error.cause);
    else if (!response.destroyed) throw error;
  } finally {
    await release(answer).catch(tell);
  }
}

async function answerTo(
  request: IncomingMessage,
  { buckets, intercept, accessKeyId }: ServerOptions,
): Promise<Answer | Refusal | 'cut'> {
  const strange = accessKeyId === undefined ? undefined : refuseStranger(request, accessKeyId);
  if (strange) return strange;
  const address = readAddress(request.url ?? '');
  if (address instanceof Refusal) return address;
  const operation = routeOf(request.method ?? '', address, request.headers);
  if (operation instanceof Refusal) return operation;

  const asked = { operation: operation.name, bucket: address.bucket, key: address.key };
  const before = inTheWay(await intercept({ ...asked, phase: 'before' }));
  if (before) return before;
  const answer = await run(operation, { request, ...address }, buckets);
  const after = inTheWay(await intercept({ ...asked, phase: 'after' }));
  if (!after) return answer;
  await release(answer);
  return after;
}

function inTheWay(said: Interception): Refusal | 'cut' | undefined {
  if (said === 'cut') return 'cut';
  if (said === 'fail') return refuse('InternalError');
  return said === 'slow_down' ? refuse('SlowDown') : undefined;
}

async function run(
  operation: Operation,
  asked: { request: IncomingMessage; bucket: string; key: string; query: URLSearchParams },
  buckets: Buckets,
): Promise<Answer | Refusal> {
  if (operation.on === 'service') return operation.run({ buckets });
  const bucket = buckets.get(asked.bucket);
  if (!bucket) return refuse('NoSuchBucket', { details: { BucketName: asked.bucket } });
  return operation.run({ ...asked, buckets, bucket });
}
