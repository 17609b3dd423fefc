// The message that asks for an export, from the scheduler or a person, and the name of the run that it makes. The same message is
// the same run, however often it is delivered.

import { createHash } from 'node:crypto';

import * as v from 'valibot';

import { must } from '../errors.ts';
import type { QueryOperation } from '../feishu/operation.ts';
import { queryOperations } from '../feishu/operations/queries.ts';
import { userIdTypes, type UserIdType } from '../feishu/operations/parameters.ts';
import { isJsonObject, readJson, type JsonObject } from '../values/json.ts';
import { coded, decoded } from '../words/coded.ts';
import { say, type Say } from '../words/say.ts';
import { shortName, shown } from '../words/show.ts';
import { nearest } from '../words/nearest.ts';

export const exportFormats = ['ndjson', 'csv', 'parquet'] as const;
export const exportModes = ['full', 'changes'] as const;

export const exportResourceNames = queryOperations.map(({ resource }) => resource);

/** The query that reads a resource; undefined for an unknown one. */
export function queryOf(
  resource: string,
  queries: readonly QueryOperation[] = queryOperations,
): QueryOperation | undefined {
  return queries.find((query) => query.resource === resource);
}

export interface ExportMessage {
  readonly dataset: string;
  readonly resource: string;
  readonly mode: (typeof exportModes)[number];
  readonly filters: JsonObject;
  readonly format: (typeof exportFormats)[number];
  readonly user_id_type: UserIdType;
  readonly scheduled_at: string;
}

export type ExportMessageRead =
  | { readonly kind: 'message'; readonly message: ExportMessage }
  | { readonly kind: 'wrong'; readonly faults: readonly Say[] };

const oneOf = <const Names extends readonly string[]>(names: Names) =>
  v.picklist(names, coded(say('expectations.one_of', { values: names })));

const fieldsOf = (queries: readonly QueryOperation[]) => ({
  v: v.optional(v.literal(1, '1'), 1),
  dataset: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, coded(say('expectations.dataset'))),
  ),
  resource: oneOf(queries.map(({ resource }) => resource)),
  mode: v.optional(oneOf(exportModes), 'full'),
  filters: v.optional(v.custom<JsonObject>(isJsonObject, coded(say('expectations.object'))), {}),
  format: v.optional(oneOf(exportFormats), 'ndjson'),
  user_id_type: v.optional(oneOf(userIdTypes)),
  scheduled_at: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, coded(say('expectations.utc_time'))),
    v.check((text) => Number.isFinite(Date.parse(text)), coded(say('expectations.utc_time'))),
  ),
});

export function readExportMessage(
  body: string,
  usualUserIdType: UserIdType,
  queries: readonly QueryOperation[] = queryOperations,
): ExportMessageRead {
  const json = readJson(body);
  if (!isJsonObject(json)) return { kind: 'wrong', faults: [say('export.no_object')] };
  const fields = fieldsOf(queries);
  const read = v.safeParse(v.strictObject(fields), json);
  if (!read.success) return { kind: 'wrong', faults: read.issues.map((issue) => faultOf(issue, fields)) };
  const { v: _, user_id_type = usualUserIdType, ...given } = read.output;

  const query = must(queryOf(given.resource, queries), 'the query of a known resource');
  const filterIssues = filterIssuesOf(query, given.filters);
  if (filterIssues.length > 0) return { kind: 'wrong', faults: filterIssues };
  // Some JSON writers send null for absent.
  const filters = Object.fromEntries(Object.entries(given.filters).filter(([, value]) => value !== null));
  return { kind: 'message', message: { ...given, filters, user_id_type } };
}

/** A run's name: time, dataset and a hash of the message. So deliveries, retries and redrives of a message are one run. */
export function runOf(message: ExportMessage): string {
  const time = message.scheduled_at.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  const digits = createHash('sha256').update(JSON.stringify(message)).digest('hex').slice(0, 16);
  return `${time}-${message.dataset}-${digits}`;
}

function filterIssuesOf({ filters }: QueryOperation, given: JsonObject): readonly Say[] {
  const read = v.safeParse(filters, given);
  return (read.issues ?? []).map((issue) => faultOf(issue, entriesOf(filters), 'filters.'));
}

function entriesOf(schema: v.GenericSchema): Readonly<Record<string, unknown>> {
  const last = 'pipe' in schema && Array.isArray(schema.pipe) ? schema.pipe.at(-1) : schema;
  return isJsonObject(last) && isJsonObject(last.entries) ? last.entries : {};
}

function faultOf(issue: v.BaseIssue<unknown>, known: Readonly<Record<string, unknown>>, under = ''): Say {
  const path = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  const field = under + path;
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const meant = nearest(path, Object.keys(known));
    return say('export.field_unknown', {
      field: shortName(field),
      meant: meant === undefined ? undefined : under + meant,
    });
  }
  if (issue.type === 'strict_object') return say('export.field_absent', { field });
  const value = issue.path?.at(-1)?.value;
  // The message is a sentence of ours, a code (of the filters' schemas, which says nothing to a person), or valibot's own words.
  const expected =
    decoded(issue.message) ??
    decoded(issue.expected ?? '') ??
    issue.expected ??
    say('expectations.another_value');
  return say('export.field_wrong', { field, value: shown(value), expected });
}
