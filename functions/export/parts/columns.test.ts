import { describe, expect, it } from 'vitest';

import { queryOperations } from '../../../shared/feishu/operations/queries.ts';
import { documented } from '../../../test/documented/index.ts';
import { columnsOf } from './columns.ts';

const kinds: Readonly<Record<string, string>> = { string: 'text', int: 'int' };

describe('the columns of a snapshot', () => {
  it.each(queryOperations)('$name: are the fields of its page, and one for all others', (operation) => {
    const page = documented.find(({ name }) => name === operation.name);
    const ofRecord = page?.answer.filter(({ path }) => /^\w+$/.test(path)) ?? [];
    expect(ofRecord.length).toBeGreaterThan(10);
    expect(new Map(columnsOf(operation).map(({ name, kind }) => [name, kind]))).toEqual(
      new Map([
        ...ofRecord.map(({ path, type }) => [path, kinds[type] ?? 'json'] as const),
        ['other_fields', 'other'],
      ]),
    );
  });

  it('begin with the id and end with the column of unknown fields', () => {
    for (const operation of queryOperations) {
      const names = columnsOf(operation).map(({ name }) => name);
      expect([names[0], names.at(-1)]).toEqual(['id', 'other_fields']);
    }
  });
});
