// Archives that are cut, spliced, padded, or far larger unpacked than packed.

import { gzipSync } from 'node:zlib';

import fc from 'fast-check';

import { gunzipAll } from './gunzip-all.ts';
import { cutting, damage } from './damage.ts';
import { check, type Property } from './property.ts';
import { ndjsonFile, operation } from './record-files.ts';
import { readFile, told } from './read-file.ts';

const archives: Property = {
  name: 'a gzip file that is cut, flipped or spliced gives all of its records or is stopped',
  property: fc.asyncProperty(
    fc.array(
      ndjsonFile
        .filter(({ name }) => name === 'file.ndjson')
        .map(({ bytes }) => Buffer.concat([withoutBom(bytes), Buffer.from('\n')])),
      { minLength: 1, maxLength: 3 },
    ),
    fc.option(damage, { nil: undefined }),
    fc.constantFrom(0, 0, 1, 512, 70_000),
    cutting,
    async (members, spoil, zeros, sizes) => {
      const filled = Buffer.alloc(zeros);
      const archive = Buffer.concat(members.flatMap((member) => [gzipSync(member), filled]));
      const bytes = spoil ? spoil(archive) : archive;
      const read = await readFile(operation, 'file.ndjson.gz', bytes, sizes);
      if (bytes.equals(archive) && (zeros === 0 || members.length === 1))
        check(read.kind === 'read', 'a whole archive is stopped');
      if (read.kind !== 'read') return;
      const unpacked = gunzipAll(bytes);
      check(unpacked !== undefined, 'read, though it is damaged');
      const expected = await readFile(operation, 'file.ndjson', unpacked ?? Buffer.of(), [65_536]);
      check(told(read) === told(expected), 'records are lost, or were never there');
    },
  ),
};

function withoutBom(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).toString() === '\uFEFF' ? bytes.subarray(3) : bytes;
}

/** The most memory while reading, with garbage that is not collected yet. */
const mostHeldBytes = 512 * 1024 * 1024;

const bombs: Property = {
  name: 'a file that unpacks to far more than it is worth is stopped in little memory',
  property: fc.asyncProperty(
    fc.integer({ min: 17, max: 40 }),
    fc.constantFrom('\u0000', ' ', '\n', '[', '"', ',', '{"a":1'),
    fc.constantFrom('csv', 'tsv', 'json', 'ndjson'),
    async (megabytes, filler, format) => {
      const bytes = gzipSync(Buffer.alloc(megabytes * 1024 * 1024, filler));
      const heldBytes = () => {
        const { heapUsed, external } = process.memoryUsage();
        return heapUsed + external;
      };
      const atFirst = heldBytes();
      let most = 0;
      const watch = () => (most = Math.max(most, heldBytes() - atFirst));
      const read = await readFile(operation, `file.${format}.gz`, bytes, [65_536], watch);
      check(read.kind === 'stopped', 'it was read');
      check(most < mostHeldBytes, `it held ${Math.round(most / 1e6)} MB`);
    },
  ),
  share: 0.01,
};

export const archiveProperties: readonly Property[] = [archives, bombs];
