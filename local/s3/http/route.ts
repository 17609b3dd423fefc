// Finds the operation that a request asks for. An unknown parameter or `x-amz-` header is refused: ignored here, it
// could change the meaning on S3.

import type { IncomingHttpHeaders } from 'node:http';

import { algorithms, headerOf } from '../body/digests.ts';
import { operations } from '../operations/index.ts';
import type { Operation } from '../operations/s3-operation.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Address } from './address.ts';

/** Query parameters of the signature and of the client, which any operation takes. No signature is verified. */
const callerParameters =
  /^(?:x-id|x-amz-(?:algorithm|credential|date|expires|signature|signedheaders|security-token|content-sha256|user-agent))$/i;
const callerHeaders = [
  'date',
  'content-sha256',
  'security-token',
  'user-agent',
  'expected-bucket-owner',
  'request-payer',
];

const understoodHeaders = new Set([
  ...callerHeaders.map((name) => `x-amz-${name}`),
  ...algorithms.map(headerOf),
  'x-amz-checksum-algorithm',
  'x-amz-checksum-mode',
  'x-amz-checksum-type',
  'x-amz-copy-source',
  'x-amz-decoded-content-length',
  'x-amz-metadata-directive',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-server-side-encryption',
  'x-amz-trailer',
]);

const methods = new Set(['DELETE', 'GET', 'HEAD', 'POST', 'PUT']);

export function routeOf(
  method: string,
  { bucket, key, query }: Address,
  headers: IncomingHttpHeaders,
): Operation | Refusal {
  if (!methods.has(method)) return refuse('MethodNotAllowed');
  const foreign = Object.keys(headers).find(isForeign);
  if (foreign !== undefined) return refuse('NotImplemented', { details: { Header: foreign } });

  const on = bucket === '' ? 'service' : key === '' ? 'bucket' : 'object';
  const copies = headers['x-amz-copy-source'] !== undefined;
  const names = [...query.keys()].filter((name) => !callerParameters.test(name));
  const found = operations.find(
    ({ needs = {}, takes = [], ...operation }) =>
      operation.method === method &&
      operation.on === on &&
      (operation.copies ?? false) === copies &&
      Object.entries(needs).every(
        ([name, value]) => query.has(name) && query.get(name) === (value ?? query.get(name)),
      ) &&
      names.every((name) => name in needs || takes.includes(name)),
  );
  return found ?? refuse('NotImplemented');
}

function isForeign(header: string): boolean {
  return header.startsWith('x-amz-') && !header.startsWith('x-amz-meta-') && !understoodHeaders.has(header);
}
