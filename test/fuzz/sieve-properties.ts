// Sorting: every record is counted, and goes to exactly one place.

import fc from 'fast-check';

import { RecordSorter } from '../../functions/split/sort/sort-records.ts';
import { readJson } from '../../shared/values/json.ts';
import { memoryStore } from '../memory-store.ts';
import { nasty } from './json-text.ts';
import { readBatch } from '../../shared/job/batch.ts';
import { cutting, damage } from './damage.ts';
import { check, type Property } from './property.ts';
import { ndjsonFile, operation, tableFile } from './record-files.ts';
import { readFile } from './read-file.ts';

const sieve: Property = {
  name: 'every record of a file is batched or rejected, once',
  property: fc.asyncProperty(
    fc.array(fc.oneof(ndjsonFile, tableFile), { minLength: 1, maxLength: 2 }),
    fc.option(damage, { nil: undefined }),
    fc.boolean(),
    async (files, spoil, collide) => {
      const store = memoryStore();
      const sift = collide
        ? new RecordSorter(operation, store, 'fuzz', () => [1, 1])
        : new RecordSorter(operation, store, 'fuzz');
      let taken = 0;
      const rows: number[] = [];
      for (const { name, bytes } of [...files, ...files]) {
        const read = await readFile(operation, name, spoil ? spoil(bytes) : bytes, [65_536]);
        if (read.kind === 'stopped') continue;
        for (const record of read.records) {
          taken += 1;
          rows.push(taken);
          await sift.take([{ ...record, rows: [taken] }]);
        }
      }
      const parts = await sift.finish();
      const { records, rejectedRecords } = sift.seen();
      const batched = parts.batches.flatMap(({ key }) =>
        readBatch(store.objects.get(key) ?? '').map(({ row }) => row),
      );
      const rejected = parts.rejected.flatMap(({ key }) =>
        (store.objects.get(key) ?? '')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => rowOf(readJson(line))),
      );
      check(records === taken, `${records} of ${taken} records are counted`);
      check(rejected.length === rejectedRecords, `${rejected.length} of ${rejectedRecords} are kept`);
      const all = [...batched, ...rejected].toSorted((a, b) => a - b);
      check(JSON.stringify(all) === JSON.stringify(rows), `${all.join()} of ${rows.join()}`);
    },
  ),
};

function rowOf(value: unknown): number {
  return typeof value === 'object' && value !== null && 'row' in value ? Number(value.row) : -1;
}

const hostile: Property = {
  name: 'JSON that is nested without end, endless numbers and doubled names are read or told',
  property: fc.asyncProperty(
    fc.array(nasty, { minLength: 1, maxLength: 3 }),
    fc.boolean(),
    cutting,
    async (texts, asList, sizes) => {
      const [name, text] = asList ? ['file.json', `[${texts.join()}]`] : ['file.ndjson', texts.join('\n')];
      const read = await readFile(operation, name, Buffer.from(text), sizes.length === 1 ? sizes : [4096]);
      if (read.kind === 'read') check(read.records.length === texts.length, 'an element is lost');
      check(!('polluted' in {}), 'every object has a new field');
    },
  ),
};

export const sieveProperties: readonly Property[] = [sieve, hostile];
