// Virtual time stands still while zlib is at work, and does not wait for a stream that nobody reads.

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { createGzip, gunzip, gzip } from 'node:zlib';

import { expect, it } from 'vitest';

import { handClock } from '../hand-clock.ts';
import { settle } from './settle.ts';

const much = Buffer.alloc(8_000_000, 'payferry');
const [zip, unzip] = [promisify(gzip), promisify(gunzip)];

it('work in the thread pool takes no virtual time', async () => {
  const clock = handClock(0, settle);
  let endedMs = NaN;
  const work = async () => {
    const packed = await zip(much);
    await Promise.all([unzip(packed), buffer(Readable.from([much]).pipe(createGzip()))]);
    await expect(unzip(Buffer.from('no archive'))).rejects.toThrow('incorrect header');
    endedMs = clock.now();
  };
  await Promise.all([work(), clock.advance(1000)]);
  expect(endedMs).toBe(0);
  expect(clock.now()).toBe(1000);
});

it('a stream that waits for its reader does not hold up the time', async () => {
  const clock = handClock(0, settle);
  const stream = createGzip({ level: 0, chunkSize: 64 });
  stream.end(much);
  await clock.advance(1000);
  expect(clock.now()).toBe(1000);
  stream.destroy();
});
