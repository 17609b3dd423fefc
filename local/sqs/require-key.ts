// Lets in the requests that show the key of this run. It stands before all that fauxqs has, its routes for looking into
// queues among them, and before a body is read.

import type { buildApp } from 'fauxqs';

import { accessKeyIdIn, credentialOf, isSameKey } from '../access-key.ts';

export function requireKey(app: ReturnType<typeof buildApp>, accessKeyId: string): void {
  app.addHook('onRequest', async (request, reply) => {
    const given = accessKeyIdIn(credentialOf(request.headers.authorization));
    if (given !== undefined && isSameKey(given, accessKeyId)) return;
    const { code, queryCode, message } = given === undefined ? anonymous : stranger;
    reply.header('content-type', 'application/x-amz-json-1.0');
    reply.header('x-amzn-query-error', `${queryCode};Sender`);
    return reply.status(403).send({ __type: `com.amazon.coral.service#${code}`, message });
  });
}

/** What shows the key besides the SDK: a request that this process makes of itself. */
export function showing(accessKeyId: string): { readonly authorization: string } {
  return { authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/` };
}

/** SQS tells both the name of its JSON protocol and that of its older one. */
const stranger = {
  code: 'UnrecognizedClientException',
  queryCode: 'InvalidClientTokenId',
  message: 'The security token included in the request is invalid.',
} as const;

const anonymous = {
  code: 'MissingAuthenticationTokenException',
  queryCode: 'MissingAuthenticationToken',
  message: 'Request is missing Authentication Token',
} as const;
