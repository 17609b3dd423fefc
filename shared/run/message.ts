// What asks for an export: a message on the exports queue, from the scheduler or a person. The same message is the same
// run, however often it is delivered.

import { createHash } from 'node:crypto';

import * as v from 'valibot';

import type { QueryOperation } from '../feishu/operation.ts';
import { lumpSumQueryDetail } from '../feishu/operations/lump-sum-query-detail.ts';
import { lumpSumQuery } from '../feishu/operations/lump-sum-query.ts';
import { recurringQuery } from '../feishu/operations/recurring-query.ts';
import { userIdTypes, type UserIdType } from '../feishu/operations/parameters.ts';
import { show, showName } from '../words/show.ts';
import { isJsonObject, readJson, type JsonObject } from '../values/json.ts';
import { nearest } from '../words/nearest.ts';

export const exportFormats = ['ndjson', 'csv', 'parquet'] as const;
export const exportModes = ['full', 'changes'] as const;

/** What can be exported: the query that reads it, and the field that is summed. */
export const exportResources = {
  lump_sum_payment: { operation: lumpSumQuery, amount: 'total_amount' },
  lump_sum_payment_detail: { operation: lumpSumQueryDetail, amount: 'issuance_amount' },
  recurring_payment: { operation: recurringQuery, amount: 'each_amount' },
} as const satisfies Record<string, { operation: QueryOperation; amount: string }>;

export type ExportResource = keyof typeof exportResources;
const isResource = (name: string): name is ExportResource => name in exportResources;
export const exportResourceNames = Object.keys(exportResources).filter(isResource);

export interface ExportMessage {
  readonly dataset: string;
  readonly resource: ExportResource;
  readonly mode: (typeof exportModes)[number];
  readonly filters: JsonObject;
  readonly format: (typeof exportFormats)[number];
  readonly user_id_type: UserIdType;
  readonly scheduled_at: string;
}

export type ExportMessageRead =
  | { readonly kind: 'message'; readonly message: ExportMessage }
  | { readonly kind: 'wrong'; readonly faults: readonly string[] };

const oneOf = <const Names extends readonly string[]>(names: Names) =>
  v.picklist(names, `one of ${names.join(', ')}`);
const scheduledAt = 'a time in UTC like 2026-11-20T02:00:00Z';

const fields = {
  v: v.optional(v.literal(1, '1'), 1),
  dataset: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, '1 to 64 letters, digits, - or _, first a letter or digit'),
  ),
  resource: oneOf(exportResourceNames),
  mode: v.optional(oneOf(exportModes), 'full'),
  filters: v.optional(v.custom<JsonObject>(isJsonObject, 'an object'), {}),
  format: v.optional(oneOf(exportFormats), 'ndjson'),
  user_id_type: v.optional(oneOf(userIdTypes)),
  scheduled_at: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, scheduledAt),
    v.check((text) => Number.isFinite(Date.parse(text)), scheduledAt),
  ),
};
const messageSchema = v.strictObject(fields);

export function readExportMessage(body: string, usualUserIdType: UserIdType): ExportMessageRead {
  const json = readJson(body);
  if (!isJsonObject(json)) return { kind: 'wrong', faults: ['the message is no JSON object'] };
  const read = v.safeParse(messageSchema, json);
  if (!read.success) return { kind: 'wrong', faults: read.issues.map((issue) => faultOf(issue, fields)) };
  const { v: _, user_id_type = usualUserIdType, ...given } = read.output;

  const filterIssues = filterIssuesOf(exportResources[given.resource].operation, given.filters);
  if (filterIssues.length > 0) return { kind: 'wrong', faults: filterIssues };
  // Null stands for absent, as JSON writers have it.
  const filters = Object.fromEntries(Object.entries(given.filters).filter(([, value]) => value !== null));
  return { kind: 'message', message: { ...given, filters, user_id_type } };
}

/** The time, the dataset and a hash of all that was asked for: deliveries, retries and redrives are one run. */
export function runOf(message: ExportMessage): string {
  const time = message.scheduled_at.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  const digits = createHash('sha256').update(JSON.stringify(message)).digest('hex').slice(0, 16);
  return `${time}-${message.dataset}-${digits}`;
}

function filterIssuesOf({ filters }: QueryOperation, given: JsonObject): readonly string[] {
  const read = v.safeParse(filters, given);
  return (read.issues ?? []).map((issue) => faultOf(issue, entriesOf(filters), 'filters.'));
}

function entriesOf(schema: v.GenericSchema): Readonly<Record<string, unknown>> {
  const last = 'pipe' in schema && Array.isArray(schema.pipe) ? schema.pipe.at(-1) : schema;
  return isJsonObject(last) && isJsonObject(last.entries) ? last.entries : {};
}

/** Names the field, its value and what was expected. */
function faultOf(issue: v.BaseIssue<unknown>, known: Readonly<Record<string, unknown>>, under = ''): string {
  const path = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  const field = under + path;
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const meant = nearest(path, Object.keys(known));
    return `nobody knows the field ${showName(field)}${meant === undefined ? '' : `, is it ${under}${meant}?`}`;
  }
  if (issue.type === 'strict_object') return `${field} is absent, and has to be there`;
  const value = issue.path?.at(-1)?.value;
  // Our own words where a schema has them; a code, which the schemas of filters carry, says nothing to a person.
  const isCode = /^\d+$/.test(issue.message);
  const isUsual = issue.message.startsWith('Invalid');
  const expected = isCode || isUsual ? (issue.expected ?? 'another value') : issue.message;
  return `${field} is ${show(value)}, expected ${expected}`;
}
