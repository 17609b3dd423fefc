// An answer as a value, and how it goes out over HTTP.

import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { Refusal } from '../refusal.ts';
import { writePlainXml, writeXml, type XmlNode } from './write-xml.ts';

/** Part of an open file; whoever holds the answer closes it. */
interface Stretch {
  readonly handle: FileHandle;
  readonly startByte: number;
  readonly lengthBytes: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Stretch;
}

export function xmlAnswer(root: string, content: XmlNode, headers: Answer['headers'] = {}): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml', ...headers },
    body: writeXml(root, content),
  };
}

/** Of an answer that is not sent, or has been. */
export async function release(answer: Answer | Refusal): Promise<void> {
  if (!(answer instanceof Refusal) && typeof answer.body === 'object') await answer.body.handle.close();
}

export async function send(
  response: ServerResponse,
  answer: Answer | Refusal,
  resource: string,
): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  const { status, headers, body } =
    answer instanceof Refusal ? describe(answer, resource, requestId) : answer;
  response.writeHead(status, {
    'x-amz-request-id': requestId,
    'x-amz-id-2': requestId,
    server: 'AmazonS3',
    ...(typeof body === 'string' ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
    ...headers,
  });
  if (typeof body === 'object' && body.lengthBytes > 0) {
    const { handle, startByte, lengthBytes } = body;
    const options = {
      start: startByte,
      end: startByte + lengthBytes - 1,
      autoClose: false,
      highWaterMark: 256 * 1024,
    };
    await pipeline(handle.createReadStream(options), response);
  } else {
    response.end(typeof body === 'string' ? body : undefined);
  }
}

function describe(
  { code, status, message, headers, details }: Refusal,
  resource: string,
  requestId: string,
): Answer {
  const body = writePlainXml('Error', {
    Code: code,
    Message: message,
    ...details,
    Resource: resource,
    RequestId: requestId,
    HostId: requestId,
  });
  return { status, headers: { 'content-type': 'application/xml', ...headers }, body };
}
