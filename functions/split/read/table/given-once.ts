// Values that are given once for all records of a table, by the option default.FIELD or in a template.

import { fieldsOf } from '../../../../shared/feishu/rules/shape.ts';
import type { TableField, TableOperation } from '../../../../shared/feishu/titles/operation-table.ts';
import { isCalendarDate } from '../../../../shared/values/calendar-date.ts';
import { say, type Say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { readCell, valueOf } from './cells/read-cell.ts';
import type { GivenOnce } from './missing-columns.ts';
import { plainTitle } from './titles/plain-title.ts';

export type GivenRead =
  | { readonly kind: 'given'; readonly path: string; readonly text: string }
  | { readonly kind: 'wrong'; readonly fault: Say };

/** `name`: the API's name of the field, or a title. Judged like a cell. */
export function readGivenOnce(operation: TableOperation, name: string, value: unknown): GivenRead {
  const known = fieldsGivenOnce(operation);
  const plain = plainTitle(name);
  const found = known.find(({ path, field }) =>
    [path, path.split('.').at(-1) ?? '', ...field.zh, ...field.en].some((each) => plainTitle(each) === plain),
  );
  if (!found) {
    const names = known.map(({ path, field }) => `${path.split('.').at(-1)} (${field.zh[0]})`);
    return { kind: 'wrong', fault: say('table.default_unknown', { name: shown(name), known: names }) };
  }
  const { path, field } = found;
  const labels = new Map(Object.entries(field.labels ?? {}));
  const read = readCell({ kind: field.cell, labels }, typeof value === 'string' ? value : '');
  const option = `default.${path.split('.').at(-1)}`;
  if (read.fault) return { kind: 'wrong', fault: read.fault(option) };
  if (isRight(field, read.text)) return { kind: 'given', path, text: read.text };
  const expected = expectedOf(field);
  return { kind: 'wrong', fault: say('file.option_wrong', { name: option, value: shown(value), expected }) };
}

/** `texts`: by the paths of `readGivenOnce`. */
export function givenOf(
  operation: TableOperation,
  texts: Readonly<Record<string, string>> = {},
): readonly GivenOnce[] {
  const shape = fieldsOf(operation.record);
  return Object.entries(texts).map(([path, text]) => {
    const [outer = '', inner] = path.split('.');
    const field = inner === undefined ? shape.get(outer) : shape.get(outer)?.inner.get(inner);
    return { path, value: valueOf(text, field?.kind === 'int') };
  });
}

/** True where a title names a field that may be given once. */
export function mayBeGivenOnce(operation: TableOperation, title: string): boolean {
  const plain = plainTitle(title);
  return fieldsGivenOnce(operation).some(({ field }) =>
    [...field.zh, ...field.en].some((each) => plainTitle(each) === plain),
  );
}

function fieldsGivenOnce({ table }: TableOperation): readonly { path: string; field: TableField }[] {
  const ofLists = Object.entries(table.lists).flatMap(([list, { fields }]) =>
    Object.entries(fields).map(([name, field]) => ({ path: `${list}.${name}`, field })),
  );
  const ofRecord = Object.entries(table.fields).map(([path, field]) => ({ path, field }));
  return [...ofRecord, ...ofLists].filter(({ field }) => field.givenOnce === true);
}

function isRight({ cell, labels }: TableField, text: string): boolean {
  if (cell === 'label') return Object.values(labels ?? {}).includes(text);
  if (cell === 'date') return isCalendarDate(text);
  return cell === 'int' ? typeof valueOf(text, true) !== 'string' : text !== '';
}

function expectedOf({ cell, labels = {} }: TableField): Say {
  if (cell === 'label') return say('expectations.one_of', { values: Object.keys(labels) });
  if (cell === 'date') return say('expectations.date');
  return cell === 'int' ? say('expectations.integer') : say('expectations.some_text');
}
