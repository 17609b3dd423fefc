import { describe, expect, it } from 'vitest';

import { lumpSumCreate } from '../../../shared/feishu/operations/lump-sum-create.ts';
import { inEnglish } from '../../../test/in-english.ts';
import { Item } from '../record/item.ts';
import { say } from '../../../shared/words/say.ts';
import { culpritsOf } from './culprits.ts';

const group = ['a', 'b', 'c'].map(
  (name, index) =>
    new Item(lumpSumCreate, {
      row: index + 2,
      rows: [index + 2],
      record: { unique_id: name, user_id: `ou_${name}` },
    }),
);

describe('whom a refused call was refused for', () => {
  it.each([
    ['the place in the list', { field: 'records[1].user_id', value: 'ou_c' }, ['b']],
    ['the place in another notation', { field: 'records.2.user_id' }, ['c']],
    ['the value of the user id', { field: 'user_id', value: 'ou_a' }, ['a']],
    ['the value of the unique id', { value: 'b' }, ['b']],
    ['nobody', { field: 'records', value: '' }, []],
  ])('is named by %s', (_, violation, names) => {
    expect([...culpritsOf(group, [violation]).keys()].map(({ name }) => name)).toEqual(names);
  });

  it('comes with the violation of each record', () => {
    const violations = [
      { field: 'records[0].user_id', description: 'no such user' },
      { field: 'records[2].user_id', description: 'a user of another tenant' },
    ];
    expect([...culpritsOf(group, violations).values()]).toEqual(violations);
  });
});

describe('the message of such a refusal', () => {
  it('is the words of the answer, with field and description where it has them', () => {
    const violation = { field: 'records[1].user_id', value: 'ou_b', description: 'no such user' };
    const told = (names: { field?: string; description?: string }) =>
      inEnglish(
        say('outcome.refused_for', {
          message: '字段校验失败',
          field: names.field,
          description: names.description,
        }),
      );
    expect(told(violation)).toBe('字段校验失败: records[1].user_id, no such user');
    expect(told({ field: '' })).toBe('字段校验失败');
    expect(told({})).toBe('字段校验失败');
  });
});
