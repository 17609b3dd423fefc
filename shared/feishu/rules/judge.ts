// Judges a record before it is sent, as the API's pages say that Feishu would. Finds every fault, not the first.
// It refuses only what the pages state: where they leave room the record goes, for a false refusal is worse than a call.
// How deep a record may be nested is for whoever reads it: rules look no deeper than they have to.

import * as v from 'valibot';

import { isJsonObject, type JsonObject } from '../../values/json.ts';
import type { QueryOperation, WriteOperation } from '../operation.ts';
import { badParameter, type Fault } from './fault.ts';
import { fieldName, show, showName } from '../../words/show.ts';

export function judgeRecord(operation: WriteOperation, record: unknown): readonly Fault[] {
  if (!isJsonObject(record)) {
    const message = `the record is ${show(record)}, expected an object`;
    return [{ code: badParameter, field: '', message }];
  }
  const faults = [...schemaFaults(operation.record, record, hasEndlessList(record) ? firstOnly : undefined)];
  for (const rule of operation.rules) {
    // One by one: as arguments of one call 120,000 of them overflow the stack.
    for (const fault of rule(record)) faults.push(fault);
  }
  return faults;
}

export function judgeFilters(operation: QueryOperation, filters: JsonObject): readonly Fault[] {
  return schemaFaults(operation.filters, filters);
}

/** Where every element is wrong each costs a kilobyte to say so: of such a record the first fault is enough. */
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
  // Our own checks put the code there; valibot's (a wrong type, an absent field) a sentence of its own.
  const code = /^\d+$/.test(issue.message) ? Number(issue.message) : badParameter;
  return { code, field, message: sentence(field, issue) };
}

/** What valibot calls the types. */
const spoken: Readonly<Record<string, string>> = { string: 'text', Array: 'a list' };

function sentence(field: string, { input, expected }: v.BaseIssue<unknown>): string {
  if (expected === 'never') return `${showName(field)} is not a field that the API knows`;
  if (input === undefined || input === null) return `${field} is required but absent`;
  return `${field} is ${show(input)}, expected ${spoken[expected ?? ''] ?? expected}`;
}
