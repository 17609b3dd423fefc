// An answer as a value, and its way into an HTTP response.

import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { Refusal } from '../refusal.ts';
import { readStretch } from '../store/read-stretch.ts';
import { writePlainXml, writeXml, type XmlNode } from './write-xml.ts';

/** A part of an open file. The holder of the answer calls `release`. */
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

/** Thrown if the file of an answer cannot be read, in contrast to a failed connection. `cause` is the error of the read. */
export class UnreadableBody extends Error {}

/** Closes the file of an answer that has one, whether or not it was sent. */
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
    await pipeline(bytesOf(body), response);
  } else {
    response.end(typeof body === 'string' ? body : undefined);
  }
}

async function* bytesOf({ handle, startByte, lengthBytes }: Stretch): AsyncGenerator<Buffer> {
  try {
    yield* readStretch(handle, startByte, lengthBytes);
  } catch (cause) {
    throw new UnreadableBody('the body of an object cannot be read', { cause });
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
