// Judges a record, or the filters of a query, before it is sent, as the API's pages say that Feishu would.
//
// - It finds every fault and not only the first, except in a record with a very long list.
// - It refuses only what the pages forbid. Where they leave room the record is sent: a false refusal is worse than a call.
// - It looks no deeper into a record than the rules need. The reader of the file limits the depth.

import * as v from 'valibot';

import { isJsonObject, type JsonObject } from '../../values/json.ts';
import type { QueryOperation, WriteOperation } from '../operation.ts';
import { badParameter, type Fault } from './fault.ts';
import { decoded } from '../../words/coded.ts';
import { say, type Say } from '../../words/say.ts';
import { fieldName, shortName, shown } from '../../words/show.ts';

export function judgeRecord(operation: WriteOperation, record: unknown): readonly Fault[] {
  if (!isJsonObject(record)) {
    const message = say('record.no_object', { value: shown(record) });
    return [{ code: badParameter, field: '', message }];
  }
  const faults = [...schemaFaults(operation.record, record, hasEndlessList(record) ? firstOnly : undefined)];
  for (const rule of operation.rules) {
    // One by one: 120,000 arguments of one call would overflow the stack.
    for (const fault of rule(record)) faults.push(fault);
  }
  return faults;
}

export function judgeFilters(operation: QueryOperation, filters: JsonObject): readonly Fault[] {
  return schemaFaults(operation.filters, filters);
}

/** Of a record with a longer list the schema finds only the first fault: a fault takes a kilobyte of memory. */
const longestListJudgedWhole = 1000;
const firstOnly = { abortEarly: true };

function hasEndlessList(record: JsonObject): boolean {
  return Object.values(record).some((value) => Array.isArray(value) && value.length > longestListJudgedWhole);
}

const none: readonly Fault[] = [];

function schemaFaults(
  schema: v.GenericSchema,
  value: unknown,
  config?: { readonly abortEarly: boolean },
): readonly Fault[] {
  return v.safeParse(schema, value, config).issues?.map(toFault) ?? none;
}

function toFault(issue: v.BaseIssue<unknown>): Fault {
  const field = fieldName((issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key))));
  // The message is a code from our own checks, and a sentence from valibot's (a wrong type, an absent field).
  const code = /^\d+$/.test(issue.message) ? Number(issue.message) : badParameter;
  return { code, field, message: sentence(field, issue) };
}

/** How sentences call types, by valibot's names of them. */
const spoken: Readonly<Record<string, Say>> = {
  string: say('expectations.text'),
  Array: say('expectations.list'),
};

function sentence(path: string, { input, expected }: v.BaseIssue<unknown>): Say {
  const field = shortName(path);
  if (expected === 'never') return say('record.field_unknown', { field });
  if (input === undefined || input === null) return say('record.field_absent', { field });
  const wanted = decoded(expected ?? '') ?? spoken[expected ?? ''] ?? String(expected);
  return say('record.field_wrong', { field, value: shown(input), expected: wanted });
}
