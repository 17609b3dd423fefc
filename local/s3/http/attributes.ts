// The headers of a write that are stored with the object and returned with it.

import type { IncomingHttpHeaders } from 'node:http';

import { refuse, type Refusal } from '../refusal.ts';
import type { Headers } from '../store/version.ts';

const kept = ['cache-control', 'content-disposition', 'content-language', 'content-type', 'expires'] as const;

const encryption = 'x-amz-server-side-encryption';
const encryptions = new Set(['AES256', 'aws:kms', 'aws:kms:dsse']);

const maxMetadataBytes = 2048;

export function readAttributes(headers: IncomingHttpHeaders): Headers | Refusal {
  const metadata = pick(
    headers,
    Object.keys(headers).filter((name) => name.startsWith('x-amz-meta-')),
  );
  const metadataBytes = Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + name.length - 'x-amz-meta-'.length + Buffer.byteLength(value, 'latin1'),
    0,
  );
  if (metadataBytes > maxMetadataBytes) return refuse('MetadataTooLarge');

  const encrypted = encryptionOf(headers);
  if (!encryptions.has(encrypted[encryption] ?? '')) return refuse('InvalidArgument');
  const encoding = contentEncoding(headers['content-encoding']);
  return {
    'content-type': 'binary/octet-stream',
    ...pick(headers, kept),
    ...(encoding === '' ? {} : { 'content-encoding': encoding }),
    ...metadata,
    ...encrypted,
  };
}

/** The header that names the encryption of an object, by default AES256 as on S3. This server encrypts nothing. */
export function encryptionOf(headers: IncomingHttpHeaders | Headers): Headers {
  return { [encryption]: 'AES256', ...pick(headers, [encryption]) };
}

/** The content coding of the object, without `aws-chunked`, which is a framing of the transfer. */
function contentEncoding(header = ''): string {
  return header
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== 'aws-chunked' && coding !== '')
    .join(',');
}

function pick(headers: IncomingHttpHeaders | Headers, names: readonly string[]): Headers {
  const found = names.map((name) => [name, headers[name]] as const);
  return Object.fromEntries(
    found.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
