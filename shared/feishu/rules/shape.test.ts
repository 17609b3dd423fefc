import { describe, expect, it } from 'vitest';

import { documented } from '../../../test/documented/index.ts';
import { writeOperations } from '../operations/writes.ts';
import { fieldsOf, type Field } from './shape.ts';

/** The paths of all fields, written as in test/documented/: details[].issuance_way. */
function flat(fields: ReadonlyMap<string, Field>, at = ''): readonly (readonly [string, Field])[] {
  return [...fields].flatMap(([name, field]) => [
    [`${at}${name}`, field] as const,
    ...flat(field.inner, `${at}${name}[].`),
  ]);
}

describe('the fields of a record, read off its schema', () => {
  it.each(writeOperations.filter(({ done }) => done !== 'removed'))(
    '$name: are those of its page',
    (operation) => {
      const page = documented.find(({ name }) => name === operation.name);
      const kinds = { string: 'text', int: 'int', 'object[]': 'list' };
      const expected = page?.body.map(({ path, type, required }) => [
        path,
        Object.entries(kinds).find(([documentedType]) => documentedType === type)?.[1],
        // The page calls the id of an update optional, but an update without an id has no record to change.
        required || path === operation.identity,
      ]);
      const found = flat(fieldsOf(operation.record)).map(([path, { kind, required }]) => [
        path,
        kind,
        required,
      ]);
      expect(new Map(found.map((field) => [field[0], field]))).toEqual(
        new Map(expected?.map((field) => [field[0], field])),
      );
    },
  );

  it('a remove has an id, and a reason that may be left out', () => {
    const remove = writeOperations.find(({ name }) => name === 'recurring_payment.batch_remove');
    expect(remove && flat(fieldsOf(remove.record))).toMatchObject([
      ['id', { kind: 'text', required: true }],
      ['reason', { kind: 'text', required: false }],
    ]);
  });
});
