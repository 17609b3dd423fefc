// What is expected of the fixtures could be right: a record that is to be sent is one that the rules accept.

import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import { judgeRecord } from '../../shared/feishu/rules/judge.ts';
import { texts, workbooks } from './fixtures.ts';

const tables = [
  ...texts.map(({ name, expected }) => ({ name, table: expected })),
  ...workbooks.flatMap(({ name, expected: { table } }) => (table ? [{ name, table }] : [])),
];

describe('the expectation of', () => {
  it.each(tables)('$name', ({ table }) => {
    const [resource, action] = table.folder.split('/');
    const operation = writeOperations.find(({ name }) => name === `${resource}.${action}`);
    if (!operation) throw new Error(`no operation of ${table.folder}`);
    expect(table.records.flatMap(([, record]) => judgeRecord(operation, record))).toEqual([]);
    const [sent, rejected] = [table.records.length > 0, table.rejected.length > 0];
    expect({ sent, rejected }).toMatchObject(
      {
        records: { sent: true, rejected: false },
        rejects: { rejected: true },
        stops: { sent: false, rejected: false },
      }[table.verdict],
    );
  });

  it.each(texts.filter(({ expected }) => expected.encoding !== undefined))(
    '$name is in the encoding that it names',
    async ({ path, expected: { encoding, records } }) => {
      const text = new TextDecoder(encoding, { fatal: true }).decode(await readFile(path));
      for (const [, record] of records) expect(text).toContain(record['unique_id']);
    },
  );
});
