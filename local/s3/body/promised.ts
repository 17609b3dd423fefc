// Reads from the headers of a request how long its body is, how it is framed, and which checksums it has.

import type { IncomingHttpHeaders } from 'node:http';

import { refuse, Refusal } from '../refusal.ts';
import { algorithms, headerOf, isAlgorithm, isDigest, type Algorithm } from './digests.ts';

export interface Promised {
  readonly sizeBytes: number;
  readonly framed: boolean;
  /** Base64. Undefined: no Content-MD5. */
  readonly md5?: string | undefined;
  /** SHA-256 of the body as hex, from x-amz-content-sha256. Undefined: the header is absent, or no such digest. */
  readonly payloadSha256?: string | undefined;
  readonly algorithm?: Algorithm | undefined;
  /** Base64. Undefined: it follows in a trailer, or there is none. */
  readonly checksum?: string | undefined;
}

export function readPromised(headers: IncomingHttpHeaders, maxBytes: number): Promised | Refusal {
  const signed = textOf(headers['x-amz-content-sha256']) ?? '';
  const framed = signed.startsWith('STREAMING-') || isFramed(headers['content-encoding']);
  const declared = textOf(headers[framed ? 'x-amz-decoded-content-length' : 'content-length']);
  // S3 refuses a body of unknown length.
  if (declared === undefined || !/^\d{1,15}$/.test(declared)) return refuse('MissingContentLength');
  const sizeBytes = Number(declared);
  if (sizeBytes > maxBytes) return refuse('EntityTooLarge', { details: { ProposedSize: declared } });

  const md5 = textOf(headers['content-md5']);
  if (md5 !== undefined && Buffer.from(md5, 'base64').length !== 16) return refuse('InvalidDigest');
  const payloadSha256 = /^[0-9a-f]{64}$/.test(signed) ? signed : undefined;

  const checksum = readChecksum(headers);
  if (checksum instanceof Refusal) return checksum;
  return { sizeBytes, framed, md5, payloadSha256, ...checksum };
}

function readChecksum(headers: IncomingHttpHeaders): Pick<Promised, 'algorithm' | 'checksum'> | Refusal {
  const given = algorithms.filter((algorithm) => headers[headerOf(algorithm)] !== undefined);
  const trailing = textOf(headers['x-amz-trailer'])?.toLowerCase();
  if (given.length + (trailing === undefined ? 0 : 1) > 1) {
    return refuse('InvalidRequest', { message: 'Expecting a single x-amz-checksum- header.' });
  }
  if (trailing !== undefined) {
    const algorithm = trailing.replace('x-amz-checksum-', '');
    return isAlgorithm(algorithm) ? { algorithm } : refuse('NotImplemented');
  }

  const [algorithm] = given;
  if (algorithm === undefined) {
    if (headers['x-amz-sdk-checksum-algorithm'] === undefined) return {};
    // The request names an algorithm and sends no checksum.
    return refuse('InvalidRequest', {
      message: 'x-amz-sdk-checksum-algorithm specified, but no checksum was found.',
    });
  }
  const checksum = textOf(headers[headerOf(algorithm)]) ?? '';
  if (isDigest(algorithm, checksum)) return { algorithm, checksum };
  return refuse('InvalidRequest', { message: `Value for ${headerOf(algorithm)} header is invalid.` });
}

const textOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value;

const isFramed = (contentEncoding: string | undefined): boolean =>
  contentEncoding?.split(',').some((coding) => coding.trim() === 'aws-chunked') ?? false;
