// Refuses every request that does not show the access key of this run. The hook runs before a body is read. It
// also guards the routes of fauxqs that show what is in the queues.

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

/** Headers for a request that this process makes without the SDK. */
export function showing(accessKeyId: string): { readonly authorization: string } {
  return { authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/` };
}

/** Answer to a wrong key. SQS sends two names of an error: that of its JSON protocol, and that of its query protocol. */
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
