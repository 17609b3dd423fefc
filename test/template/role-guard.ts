// A proxy between a function and the local S3 and SQS. It passes on what the role allows, and answers everything else with
// AccessDenied as AWS does.

import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import { at, textAt, textsOf } from './at.ts';
import { isUnderstood, matches, type Statement } from './rights.ts';
import { needsOfS3, type Need } from './s3-needs.ts';

export interface RoleGuard extends AsyncDisposable {
  readonly s3: string;
  readonly sqs: string;
  /** Refused requests as `s3:PutObject arn:…`, each once. */
  readonly denied: ReadonlySet<string>;
  /** Rights that requests needed, each with the pattern that allowed it. */
  readonly used: ReadonlySet<string>;
}

export interface Guarded {
  readonly rights: readonly Statement[];
  readonly s3: string;
  readonly sqs: string;
  /** The ARN in the template for a local bucket or queue name. */
  readonly arnOf: (localName: string) => string;
}

export async function guardRole({ rights, s3, sqs, arnOf }: Guarded): Promise<RoleGuard> {
  const denied = new Set<string>();
  const used = new Set<string>();

  function isAllowed({ action, resource, prefix }: Need): boolean {
    const granting = rights.filter(isUnderstood).flatMap(({ effect, actions, resources, condition }) => {
      if (effect !== 'Allow' || !actions.some((pattern) => matches(pattern, action))) return [];
      const prefixes = textsOf(at(condition, 'StringLikeIfExists', 's3:prefix'));
      const isInside =
        prefix === undefined || prefixes.length === 0 || prefixes.some((one) => matches(one, prefix));
      return isInside ? resources.filter((pattern) => matches(pattern, resource)) : [];
    });
    for (const pattern of granting) used.add(`${action} ${pattern}`);
    return granting.length > 0;
  }

  /** The first need that is not allowed. Undefined: all are. */
  function refusalOf(needs: readonly Need[]): Need | undefined {
    const refused = needs.find((need) => !isAllowed(need));
    if (refused) denied.add(`${refused.action} ${refused.resource}`);
    return refused;
  }

  const s3Door = await openDoor((incoming, outgoing) => {
    const needs = needsOfS3(incoming, arnOf);
    if (refusalOf(needs)) return deny(outgoing, ...s3Denial);
    // Without the right to list, S3 answers 403 and not 404, so a missing object is hidden.
    const list = { action: 's3:ListBucket', resource: needs[0]?.resource.split('/')[0] ?? '' };
    return passOn(s3, incoming, outgoing, {
      hides: (status) => status === 404 && refusalOf([list]) !== undefined,
    });
  });

  const sqsDoor = await openDoor(async (incoming, outgoing) => {
    const body = await text(incoming);
    const [, name = ''] = String(incoming.headers['x-amz-target']).split('.');
    // A batch request needs the right to the single action.
    const action = `sqs:${name.replace(/Batch$/, '')}`;
    const queue = textAt(JSON.parse(body), 'QueueUrl').split('/').at(-1) ?? '';
    if (refusalOf([{ action, resource: arnOf(queue) }]))
      return deny(outgoing, 'application/x-amz-json-1.0', '{"__type":"AccessDenied"}');
    return passOn(sqs, incoming, outgoing, { body });
  });

  return {
    s3: s3Door.url,
    sqs: sqsDoor.url,
    denied,
    used,
    async [Symbol.asyncDispose]() {
      await Promise.all([s3Door.close(), sqsDoor.close()]);
    },
  };
}

const s3Denial = ['application/xml', '<Error><Code>AccessDenied</Code></Error>'] as const;

function deny(outgoing: ServerResponse, type: string, body: string): void {
  outgoing.writeHead(403, { 'content-type': type, connection: 'close' }).end(body);
}

function passOn(
  to: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { body, hides = () => false }: { body?: string; hides?: (status: number) => boolean },
): void {
  const { method, url, headers } = incoming;
  const onwards = request(new URL(url ?? '/', to), { method, headers }, (answer) => {
    const { statusCode: status = 502 } = answer;
    if (hides(status)) {
      answer.resume();
      deny(outgoing, ...s3Denial);
      return;
    }
    outgoing.writeHead(status, answer.headers);
    answer.pipe(outgoing);
  });
  onwards.on('error', () => outgoing.destroy());
  if (body === undefined) incoming.pipe(onwards);
  else onwards.end(body);
}

type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => void | Promise<void>;

async function openDoor(handle: Handler): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer((incoming, outgoing) => void handle(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the guard has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
