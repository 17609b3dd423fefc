// S3 answers a conditional write with 409 while another write of the key is under way. This server does so, as often as it is told.

import { once } from 'node:events';
import { createServer } from 'node:http';

import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { createRecordsStore } from './store.ts';

/** Answers with what the write was told, and with the pauses between its tries. */
async function writtenAfter(conflicts: number, random: number) {
  let left = conflicts;
  const server = createServer((request, response) => {
    request.resume();
    left -= 1;
    if (left < 0) response.writeHead(200, { etag: '"new"' }).end();
    else response.writeHead(409).end('<Error><Code>ConditionalRequestConflict</Code></Error>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const s3 = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
  const pausesMs: number[] = [];
  const clock = { now: () => 0, sleep: (ms: number) => Promise.resolve(void pausesMs.push(ms)) };
  try {
    const store = createRecordsStore(s3, 'records', clock, () => random);
    return { said: await store.writeOnce('key', 'text').catch(String), pausesMs };
  } finally {
    s3.destroy();
    server.closeAllConnections();
    server.close();
  }
}

describe('a write that meets another write of its key', () => {
  it('is tried again after a pause that doubles, scattered down to half of it', async () => {
    expect(await writtenAfter(3, 1)).toEqual({ said: 'written', pausesMs: [50, 100, 200] });
    expect(await writtenAfter(3, 0)).toEqual({ said: 'written', pausesMs: [25, 50, 100] });
  });

  it('fails after eight tries', async () => {
    const { said, pausesMs } = await writtenAfter(Infinity, 1);
    expect(said).toContain('S3 took no write of key in 8 tries');
    expect(pausesMs).toEqual([50, 100, 200, 400, 800, 1600, 3200]);
  });
});
