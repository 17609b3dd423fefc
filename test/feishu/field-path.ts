// Reads and changes a field by the path of test/documented/, such as details[].issuance_way: in the first element of a
// list.

import { isJsonObject, type JsonObject } from '../../shared/values/json.ts';

export function withField(record: JsonObject, path: string, value: unknown): JsonObject {
  return change(record, path.split('.'), (object, name) => ({ ...object, [name]: value }));
}

export function withoutField(record: JsonObject, path: string): JsonObject {
  return change(record, path.split('.'), ({ [lastName(path)]: _, ...rest }) => rest);
}

/** The path as faults and CSV headers name it. */
export function shownPath(path: string): string {
  return path.replace('[]', '.1');
}

function lastName(path: string): string {
  return path.split('.').at(-1) ?? path;
}

function change(
  object: JsonObject,
  [step = '', ...rest]: readonly string[],
  edit: (object: JsonObject, name: string) => JsonObject,
): JsonObject {
  if (rest.length === 0) return edit(object, step);
  const field = step.replace('[]', '');
  const inner = object[field];
  if (!Array.isArray(inner)) return { ...object, [field]: change(asObject(inner), rest, edit) };
  const [first, ...others] = inner;
  return { ...object, [field]: [change(asObject(first), rest, edit), ...others] };
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
