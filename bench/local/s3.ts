// How fast the local S3 takes and gives a large object, and whether it needs memory for it. Run by hand:
//   node bench/local/s3.ts [megabytes]      the default is 1024
// The server runs in a process of its own, so that its memory is measured without the client's.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';

import { startS3 } from '../../local/s3/start.ts';

const Bucket = 'bench';
const megabyte = 1024 * 1024;
const partCount = 8;

const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

const [first = '1024', dir = ''] = process.argv.slice(2);
await (first === 'serve' ? serve() : measure(Number(first)));

async function serve(): Promise<void> {
  const { endpoint } = await startS3({ dir, buckets: [{ name: Bucket }] });
  process.on('message', () => process.send?.(peakMb()));
  process.send?.(endpoint);
}

async function measure(sizeMb: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'payferry-bench-s3-'));
  const server = fork(import.meta.filename, ['serve', directory]);
  try {
    const [endpoint]: unknown[] = await once(server, 'message');
    const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
    const client = new S3Client({
      endpoint: String(endpoint),
      credentials,
      region: 'us-east-1',
      forcePathStyle: true,
    });
    const serverPeakMb = async (): Promise<string> => {
      server.send('peak');
      const [peak]: unknown[] = await once(server, 'message');
      return String(peak);
    };
    const timed = async (
      what: string,
      act: () => Promise<void>,
      amount: number,
      unit: string,
    ): Promise<void> => {
      const startMs = performance.now();
      await act();
      const perSecond = Math.round(amount / ((performance.now() - startMs) / 1000));
      const peaks = `peak RSS: server ${await serverPeakMb()} MB, client ${peakMb()} MB`;
      console.log(`${what.padEnd(28)} ${String(perSecond).padStart(6)} ${unit}/s   ${peaks}`);
    };

    await timed('start', async () => undefined, 0, 'MB');
    await timed(`put ${sizeMb} MB`, () => put(client, sizeMb), sizeMb, 'MB');
    await timed(`get ${sizeMb} MB`, () => get(client, 'whole'), sizeMb, 'MB');
    await timed(`copy ${sizeMb} MB`, () => copy(client), sizeMb, 'MB');
    await timed(`${partCount} parts, complete`, () => putParts(client, sizeMb), sizeMb, 'MB');
    await timed('get what had parts', () => get(client, 'parts'), sizeMb, 'MB');
    await timed('put 20,000 small objects', () => putMany(client, 20_000), 20_000, 'puts');
    await timed('list them all', () => list(client, 20_000), 20_000, 'keys');
    client.destroy();
  } finally {
    server.kill();
    await rm(directory, { recursive: true });
  }
}

function zeros(sizeBytes: number): Readable {
  const piece = Buffer.alloc(64 * 1024);
  function* pieces(): Generator<Buffer> {
    for (let left = sizeBytes; left > 0; left -= piece.length) yield piece.subarray(0, left);
  }
  return Readable.from(pieces(), { objectMode: false });
}

async function put(client: S3Client, sizeMb: number): Promise<void> {
  const ContentLength = sizeMb * megabyte;
  await client.send(
    new PutObjectCommand({ Bucket, Key: 'whole', Body: zeros(ContentLength), ContentLength }),
  );
}

async function get(client: S3Client, Key: string): Promise<void> {
  const { Body, ContentLength } = await client.send(new GetObjectCommand({ Bucket, Key }));
  if (!(Body instanceof Readable)) throw new Error('no stream');
  let sizeBytes = 0;
  for await (const piece of Body) if (Buffer.isBuffer(piece)) sizeBytes += piece.length;
  if (sizeBytes !== ContentLength) throw new Error(`${sizeBytes} bytes of ${ContentLength}`);
}

async function copy(client: S3Client): Promise<void> {
  await client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/whole` }));
}

async function putParts(client: S3Client, sizeMb: number): Promise<void> {
  const target = { Bucket, Key: 'parts' };
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...target, ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' }),
  );
  const ContentLength = Math.floor((sizeMb * megabyte) / partCount);
  const Parts: CompletedPart[] = [];
  for (let PartNumber = 1; PartNumber <= partCount; PartNumber += 1) {
    const part = new UploadPartCommand({
      ...target,
      UploadId,
      PartNumber,
      Body: zeros(ContentLength),
      ContentLength,
    });
    const { ETag, ChecksumCRC32 } = await client.send(part);
    if (ETag === undefined || ChecksumCRC32 === undefined) throw new Error('a part without ETag or checksum');
    Parts.push({ PartNumber, ETag, ChecksumCRC32 });
  }
  await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
}

async function putMany(client: S3Client, count: number): Promise<void> {
  const lane = async (own: number): Promise<void> => {
    for (let n = own; n < count; n += 16) {
      await client.send(new PutObjectCommand({ Bucket, Key: `many/${n}`, Body: '{"row":1}\n' }));
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, own) => lane(own)));
}

async function list(client: S3Client, count: number): Promise<void> {
  let found = 0;
  for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: 'many/' }))
    found += page.KeyCount ?? 0;
  if (found !== count) throw new Error(`${found} keys of ${count}`);
}
