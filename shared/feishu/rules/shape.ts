// The fields of an operation's record or filters, read off its schema. They say which columns a table may have and what a cell
// becomes.

import * as v from 'valibot';

import { isJsonObject } from '../../values/json.ts';

export interface Field {
  readonly kind: 'text' | 'int' | 'list' | 'object';
  readonly required: boolean;
  /** The fields of an object, or of a list's elements if they are objects; else empty. */
  readonly inner: ReadonlyMap<string, Field>;
}

const none: ReadonlyMap<string, Field> = new Map();

export function fieldsOf(schema: v.GenericSchema): ReadonlyMap<string, Field> {
  const object = partsOf(schema).find(({ type }) => type === 'object' || type === 'strict_object');
  const entries = object && 'entries' in object && isJsonObject(object.entries) ? object.entries : {};
  return new Map(
    Object.entries(entries).flatMap(([name, entry]) => (isSchema(entry) ? [[name, fieldOf(entry)]] : [])),
  );
}

function fieldOf(schema: v.GenericSchema): Field {
  if ('wrapped' in schema && isSchema(schema.wrapped)) return { ...fieldOf(schema.wrapped), required: false };
  const inner = fieldsOf(schema);
  if (inner.size > 0) return { kind: 'object', required: true, inner };
  const list = partsOf(schema).find(({ type }) => type === 'array');
  if (list && 'item' in list && isSchema(list.item)) {
    return { kind: 'list', required: true, inner: fieldsOf(list.item) };
  }
  return { kind: v.getMetadata(schema).cell === 'int' ? 'int' : 'text', required: true, inner: none };
}

function partsOf(schema: v.GenericSchema): readonly v.GenericSchema[] {
  return 'pipe' in schema && Array.isArray(schema.pipe) ? schema.pipe.filter(isSchema) : [schema];
}

function isSchema(value: unknown): value is v.GenericSchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}
