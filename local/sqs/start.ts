// SQS on this machine: fauxqs, a server from npm, on a port of 127.0.0.1 and in this process. The hooks of fauxqs-hooks.ts
// correct where it differs from SQS. triggers/trigger.ts shows how it is combined with functions.

import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import * as v from 'valibot';

import { requireKey, showing } from './require-key.ts';
import { addHooks, type HookedQueue } from './fauxqs-hooks.ts';
import { createReceipts } from './receipt-handles.ts';
import { createStandIns } from './stand-ins.ts';

export interface QueueSettings {
  /** The name of a FIFO queue ends with `.fifo`. */
  readonly name: string;
  readonly visibilitySeconds: number;
  /**
   * Number of times that a message is received before it goes to the dead letters of the queue. Those of `lanes.fifo`
   * are in `lanes-dlq.fifo`.
   */
  readonly maxReceiveCount: number;
  readonly contentBasedDeduplication?: boolean;
}

export interface SqsOptions {
  readonly queues: readonly QueueSettings[];
  readonly region?: string;
  /** A request without this key is refused before anything else. Undefined: no request needs a key. */
  readonly accessKeyId?: string;
  /** Milliseconds that one second of visibility lasts. With 10 it ends a hundred times sooner. Default 1000. */
  readonly secondMs?: number;
  /** Awaited before a request that names a queue URL is handled. A test counts, delays or kills here; a throw is a 500. */
  readonly onRequest?: (request: { readonly action: string; readonly queue: string }) => Promise<void>;
}

export interface Queue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
}

export type QueuedMessage = v.InferOutput<typeof message>;

export interface Sqs {
  /** Value for AWS_ENDPOINT_URL_SQS. */
  readonly endpoint: string;
  readonly client: SQSClient;
  queue(name: string): Queue;
  /** Messages that are ready to be received. Reading them does not receive them. */
  waiting(name: string): Promise<readonly QueuedMessage[]>;
  /** Messages of the queue that were received too often, and can be received from its dead letters. */
  deadLetters(name: string): Promise<readonly QueuedMessage[]>;
  stop(): Promise<void>;
}

const now = () => Date.now();
const noMatter = () => Promise.resolve();

/** Key of `client` if the server asks for none. The SDK sends no request without a key. */
const anyKey = 'local';

const message = v.object({
  messageId: v.string(),
  body: v.string(),
  messageGroupId: v.optional(v.string()),
  approximateReceiveCount: v.number(),
});
const inspected = v.object({ messages: v.object({ ready: v.array(message) }) });

export async function startSqs(options: SqsOptions): Promise<Sqs> {
  const { queues, region = 'us-east-1', secondMs = 1000, onRequest = noMatter } = options;
  const { accessKeyId = anyKey } = options;
  const app = buildApp({ logger: false, defaultRegion: region });
  if (options.accessKeyId !== undefined) requireKey(app, options.accessKeyId);
  const standIns = createStandIns();
  const byName = new Map(queues.map((settings) => [settings.name, gated(settings)]));
  let endpoint = '';
  const queue = (name: string): Queue => ({
    name,
    url: `${endpoint}/000000000000/${name}`,
    arn: `arn:aws:sqs:${region}:000000000000:${name}`,
  });
  addHooks(app, {
    queueOf: (name) => byName.get(name) ?? gated({ name, visibilitySeconds: 30 }),
    urlOf: (name) => queue(name).url,
    receipts: createReceipts(now),
    standIns,
    secondMs,
    now,
    onRequest,
  });
  endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  const credentials = { accessKeyId, secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint, region, credentials });
  for (const settings of queues) await createWithDeadLetters(client, settings, queue);

  async function waiting(name: string): Promise<readonly QueuedMessage[]> {
    const { body } = await app.inject({ url: `/_fauxqs/queues/${name}`, headers: showing(accessKeyId) });
    const { ready } = v.parse(inspected, JSON.parse(body)).messages;
    return ready.map((queued) => ({ ...queued, body: standIns.bodyOf(queued.body) }));
  }

  return {
    endpoint,
    client,
    queue,
    waiting,
    deadLetters: (name) => waiting(deadLettersOf(name)),
    async stop() {
      client.destroy();
      await app.close();
    },
  };
}

const isFifo = (name: string) => name.endsWith('.fifo');
const deadLettersOf = (name: string) => (isFifo(name) ? name.replace(/\.fifo$/, '-dlq.fifo') : `${name}-dlq`);

function gated(settings: Omit<QueueSettings, 'maxReceiveCount'>): HookedQueue {
  const { name, visibilitySeconds, contentBasedDeduplication = false } = settings;
  return { isFifo: isFifo(name), visibilitySeconds, contentBasedDeduplication };
}

async function createWithDeadLetters(
  client: SQSClient,
  { name, visibilitySeconds, maxReceiveCount, contentBasedDeduplication = false }: QueueSettings,
  queue: (name: string) => Queue,
): Promise<void> {
  const deadLetters = queue(deadLettersOf(name));
  const fifo = isFifo(name) ? { FifoQueue: 'true' } : {};
  await client.send(new CreateQueueCommand({ QueueName: deadLetters.name, Attributes: fifo }));
  const attributes = {
    ...fifo,
    ...(contentBasedDeduplication ? { ContentBasedDeduplication: 'true' } : {}),
    VisibilityTimeout: String(visibilitySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount }),
  };
  await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
}
