// S3 as a map: the SDK's client, with requests that end before they are signed or sent. A file's whole way takes a
// millisecond or two, so a million files can be tried.

import { Readable } from 'node:stream';

import { NotFound, S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';

export interface MemoryBucket {
  /** The object that GetObject finds. Undefined: there is none. */
  readonly get: (key: string) => { readonly bytes: Buffer; readonly body: AsyncIterable<Buffer> } | undefined;
  readonly put: (key: string, body: Buffer) => Promise<void>;
}

const offline = { region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } };
const input = v.object({
  Bucket: v.string(),
  Key: v.string(),
  Body: v.optional(v.instance(Uint8Array), new Uint8Array()),
});
type Input = v.InferOutput<typeof input>;

/** Name → bucket, of all buckets that exist at the moment. */
export const buckets = new Map<string, MemoryBucket>();

export const s3 = new S3Client(offline);
s3.middlewareStack.add(
  (_next, { commandName }) =>
    async (args) => ({
      response: {},
      output: { $metadata: {}, ...(await answer(String(commandName), v.parse(input, args.input))) },
    }),
  { step: 'initialize', priority: 'high' },
);

/** `bucket/key` → parts of a multipart upload under way. */
const parts = new Map<string, Uint8Array[]>();

async function answer(command: string, { Bucket, Key, Body }: Input): Promise<object> {
  const bucket = buckets.get(Bucket);
  if (!bucket) throw new Error(`there is no bucket ${Bucket}`);
  const upload = `${Bucket}/${Key}`;
  switch (command) {
    case 'PutObjectCommand':
      await bucket.put(Key, Buffer.from(Body));
      return { ETag: '"put"' };
    case 'CreateMultipartUploadCommand':
      parts.set(upload, []);
      return { UploadId: 'upload' };
    case 'UploadPartCommand':
      parts.get(upload)?.push(Body);
      return { ETag: '"part"' };
    case 'CompleteMultipartUploadCommand':
      await bucket.put(Key, Buffer.concat(parts.get(upload) ?? []));
      return {};
    case 'AbortMultipartUploadCommand':
      return {};
    case 'HeadObjectCommand':
    case 'GetObjectCommand': {
      const found = bucket.get(Key);
      if (!found) throw new NotFound({ $metadata: {}, message: Key });
      const head = { ETag: '"it"', LastModified: new Date(0), ContentLength: found.bytes.length };
      return command === 'HeadObjectCommand'
        ? head
        : { ...head, Body: Readable.from(found.body, { objectMode: false }) };
    }
    default:
      throw new Error(`no ${command} here`);
  }
}
